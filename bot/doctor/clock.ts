/** The part of a check-up that looks at the machine's clock. */
import { type Finding, findings } from '../finding.ts';
import type { Outside } from './outside.ts';

const { ok, warn, fail } = findings('clock');

/** Years in which this version may be run. */
const years = { first: 2026, last: 2056 };
/** Seconds that the clock may be off. */
const tolerated = 60;
const patience = 5_000;

const remedy = 'Switch on time synchronisation (timedatectl set-ntp true).';

/** The time that a web server tells in its answer, whatever the answer is; undefined when there is none. Seconds are whole. */
async function timeAt(address: string, { fetch }: Outside): Promise<number | undefined> {
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(patience) });
    await response.body?.cancel();
    const at = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
}

/** `addresses`: servers of the channels that are on; the first that tells the time is believed. */
export async function checkClock(addresses: readonly string[], outside: Outside): Promise<readonly Finding[]> {
  const year = new Date(outside.now()).getUTCFullYear();
  if (year < years.first || year > years.last) return [fail(`The clock says that it is the year ${year}. ${remedy}`)];
  for (const address of addresses) {
    const time = await timeAt(address, outside);
    if (time === undefined) continue;
    const off = Math.round((outside.now() - time) / 1000);
    const { host } = new URL(address);
    if (Math.abs(off) <= tolerated) return [ok(`The clock agrees with ${host}.`)];
    return [warn(`The clock is ${Math.abs(off)} seconds ${off > 0 ? 'ahead of' : 'behind'} ${host}. ${remedy}`)];
  }
  return [ok(`The clock says ${new Date(outside.now()).toISOString()}; there was nothing to compare it with.`)];
}
