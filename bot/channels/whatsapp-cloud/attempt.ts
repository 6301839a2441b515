import type { Api } from './api.ts';
import type { Journal, Sending } from './journal.ts';
import type { CrashPoint, Template } from './options.ts';
import type { Pace, PairPace } from './pace.ts';
import type { Reading } from './reading.ts';
import { contentOf, type Part, templateOf } from './render.ts';
import type { WhatsAppCloudTexts } from './texts.ts';
import { type Trouble, troubleOf } from './trouble.ts';
import type { Troubles } from './troubles.ts';

/** `wait`: it was not tried, or it is not known what came of it; look again after so many milliseconds. */
export type Attempted =
  | { readonly type: 'accepted' }
  | { readonly type: 'wait'; readonly trouble: Trouble; readonly ms?: number }
  | { readonly type: 'failed'; readonly trouble: Trouble };

export type AttemptSetting = {
  readonly api: Api;
  readonly journal: Journal;
  readonly texts: WhatsAppCloudTexts;
  readonly template: Template | undefined;
  readonly pair: PairPace;
  readonly pace: Pace;
  readonly reading: Reading;
  readonly troubles: Troubles;
  readonly stopped: AbortSignal;
  readonly now: () => number;
  readonly crashPoint: (point: CrashPoint) => void;
};

/** One message that is to go out now. */
export type Outgoing = {
  readonly name: string;
  readonly address: string;
  readonly part: Part;
  readonly isOurs: boolean;
  readonly asTemplate: boolean;
  /** What is known from earlier attempts. */
  readonly before: Sending | undefined;
};

const refusedDisk = 'What is being sent could not be noted; look whether the disk is full or read-only.';

/** What we ask WhatsApp to give back with every status. At most 512 characters. */
export const opaqueOf = (journal: Journal, name: string): string => `${journal.installation} ${name}`;
export const nameOf = (journal: Journal, opaque: string): string | undefined =>
  opaque.startsWith(`${journal.installation} `) ? opaque.slice(journal.installation.length + 1) : undefined;

/** Sends one message once, within the limits. The attempt is durable before it begins, so that a crash leaves a trace of it. */
export function attempter(setting: AttemptSetting): (outgoing: Outgoing) => Promise<Attempted> {
  const { api, journal, pair, pace, reading, troubles, stopped, now, crashPoint } = setting;

  /** What has to be waited for before anything is sent. */
  const obstacle = (address: string): Attempted | undefined => {
    const paused = pace.paused();
    if (paused > 0) return { type: 'wait', trouble: troubleOf('rate'), ms: paused };
    const ms = pair.wait(address);
    return ms > 0 ? { type: 'wait', trouble: troubleOf('pair'), ms } : undefined;
  };

  const note = async ({ name, address, part, isOurs, before }: Outgoing): Promise<Sending | undefined> => {
    const trying: Sending = {
      state: 'trying',
      address,
      part,
      isOurs,
      order: before?.order ?? journal.nextOrder(),
      at: now(),
      tries: (before?.tries ?? 0) + 1,
      dead: before?.dead ?? [],
    };
    return await journal.set(name, trying).then(
      () => trying,
      () => undefined,
    );
  };

  const accepted = (name: string, id: string, trying: Sending) => {
    pace.resume();
    troubles.over('rate', 'temporary', 'network', 'doubt', 'token', 'account');
    // A status can be faster than the answer to the call.
    const present = journal.get(name);
    if (present?.state === 'trying' && trying.state === 'trying')
      journal.setSoon(name, { ...trying, state: 'accepted', id, at: now() });
  };

  const failed = ({ name, address, isOurs, before }: Outgoing, trouble: Trouble): Attempted => {
    troubles.report(trouble);
    // The status may have come already, and then nothing is in doubt.
    if (journal.get(name)?.state === 'done') return { type: 'accepted' };
    if (trouble.kind === 'doubt') return { type: 'wait', trouble };
    if (trouble.kind === 'pair') pair.exhaust(address);
    if (trouble.kind === 'rate') pace.pause();
    // WhatsApp says that it did not take it. What only the channel knows of must not be forgotten for that.
    journal.setSoon(name, before?.state === 'trying' && !isOurs ? undefined : before);
    return { type: 'failed', trouble };
  };

  return async (outgoing) => {
    const { name, address, part, asTemplate } = outgoing;
    const wait = obstacle(address);
    if (wait) return wait;
    await pace.turn(stopped);
    if (stopped.aborted) return { type: 'wait', trouble: troubleOf('temporary', 'the bot is stopping') };
    crashPoint('before-note');
    const trying = await note(outgoing);
    if (!trying) return { type: 'wait', trouble: { kind: 'store', text: refusedDisk } };
    crashPoint('noted');
    await reading.end(address);
    pair.took(address);
    const { texts, template } = setting;
    const content = asTemplate && template ? templateOf(part, template) : contentOf(part, texts);
    const posted = await api.message(address, content, opaqueOf(journal, name));
    crashPoint('posted');
    if (posted.type === 'failed') return failed(outgoing, posted.trouble);
    accepted(name, posted.id, trying);
    return { type: 'accepted' };
  };
}
