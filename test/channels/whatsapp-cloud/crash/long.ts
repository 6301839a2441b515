/** `node test/channels/whatsapp-cloud/crash/long.ts [kills] [point …]`: the long form of the crash test, 20 kills at every point unless told otherwise. */
import { type Point, points } from './plan.ts';
import { crashAt } from './run.ts';

const [kills = '20', ...named] = process.argv.slice(2);
const chosen: readonly Point[] = named.length === 0 ? points : points.filter((point) => named.includes(point));
let isGood = true;
for (const point of chosen) {
  const result = await crashAt(point, Number(kills));
  isGood &&= result.kills === Number(kills) && result.lost + result.doubled + result.disordered === 0;
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
process.exitCode = isGood ? 0 : 1;
