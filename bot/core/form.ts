/** What an answer in one's own words says to the step that asks for it. */
import type { SlotName, Step } from './book.ts';
import { readDate } from './calendar.ts';
import { foldText, type Hear, polarityOf, tellingWords } from './hearing.ts';
import type { ReceivedMessage, SealedValue, SensitiveKind } from './message.ts';
import { hears } from './repair.ts';
import { contains, plain } from './spelling.ts';
import type { Texts } from './texts.ts';

type AskStep = Extract<Step, { type: 'ask' }>;

/** A value for the slot, nothing to give, the number of this very chat, or something that cannot be read as an answer. */
export type Heard =
  | { readonly type: 'value'; readonly text: string }
  | { readonly type: 'skip' }
  | { readonly type: 'here' }
  | { readonly type: 'unclear' };

const known = new WeakMap<readonly string[], readonly string[]>();

/** A list of the content as it is compared with folded texts. */
export function folded(list: readonly string[], hear: Hear): readonly string[] {
  const made = known.get(list) ?? list.map((one) => foldText(one, hear));
  known.set(list, made);
  return made;
}

const skip: Heard = { type: 'skip' };
const unclear: Heard = { type: 'unclear' };
const value = (text: string): Heard => ({ type: 'value', text });

/** Longer texts than this are stories, whatever word for "none" they hold. */
const MOST_WORDS = 7;

/** `today`: YYYY-MM-DD in the calendar's zone. */
export function hearSlot(step: AskStep, received: ReceivedMessage, texts: Texts, today: string): Heard {
  const text = received.message.text.trim();
  if (hears(text, [...texts.hear.unknown, ...texts.skip.words])) return skip;
  switch (step.slot) {
    case 'filed-on': {
      const date = readDate(text.toLowerCase(), today);
      return date ? value(date) : skipOr(unclear, step, text, texts);
    }
    case 'kpj':
      return holdsNumber(received) ? value(text) : skipOr(unclear, step, text, texts);
    case 'contact':
      if (holdsNumber(received)) return value(text);
      return hears(text, texts.form.here, 'anywhere') ? { type: 'here' } : skipOr(unclear, step, text, texts);
    case 'name':
      return speaksOf(text, [...texts.form.about.kpj, ...texts.form.about.contact])
        ? unclear
        : skipOr(hearName(text, texts), step, text, texts);
    default:
      return hearStory(step, text, texts);
  }
}

function hearStory(step: AskStep, text: string, texts: Texts): Heard {
  const polarity = polarityOf(text, texts.hear);
  if (step.optional && isShortNo(text, texts.hear)) return skip;
  if (polarity?.rest === '') return polarity.type === 'no' ? skip : unclear;
  return tellingWords(plain(text), texts.hear).some(isWord) ? value(text) : unclear;
}

const isWord = (word: string): boolean => /[\p{L}\p{N}]/u.test(word);

/** "Ga usah", "kartunya hilang", "bener2 ga inget" give nothing; anything else is as it was heard. */
function skipOr(heard: Heard, step: AskStep, text: string, texts: Texts): Heard {
  const said = foldText(text, texts.hear);
  const gives =
    said.split(' ').length <= MOST_WORDS && folded(texts.form.none, texts.hear).some((one) => contains(said, one));
  return gives || (step.optional === true && isShortNo(text, texts.hear)) ? skip : heard;
}

const isShortNo = (text: string, hear: Hear): boolean =>
  plain(text).split(' ').length <= 4 && polarityOf(text, hear)?.type === 'no';

/** Whether there is a number or an address in it, be it cut out or too short for that. */
const holdsNumber = ({ message, sealed }: ReceivedMessage): boolean =>
  sealed.length > 0 || /\d{5}|\d[\d\s.-]{6,}\d|\S@\S/.test(message.text);

export const speaksOf = (text: string, words: readonly string[]): boolean => {
  const said = plain(text).replace(/(?<=\p{L}{2})nya(?= |$)/gu, '');
  return words.some((word) => contains(said, plain(word)));
};

const MOST_NAMES = 5;

/** A name: a few words without a digit, none of which belongs to a sentence or a question. */
function hearName(text: string, texts: Texts): Heard {
  const name = introduced(text.replace(/⟨[a-z]+⟩/g, ' '), texts);
  const said = foldText(name, texts.hear).split(' ');
  const noName = folded(texts.form.noName, texts.hear);
  const isSentence = said.some((word) => noName.includes(word));
  if (isSentence || said.length > MOST_NAMES || /[?@]|\d\d/.test(name)) return unclear;
  if (polarityOf(name, texts.hear)?.rest === '') return unclear;
  return /\p{L}{2}/u.test(name) && tellingWords(said.join(' '), texts.hear).length > 0 ? value(name) : unclear;
}

/** The name in "eh salah, nama saya Andi". */
function introduced(text: string, texts: Texts): string {
  const words = text.replace(/\s+/g, ' ').trim().split(' ');
  const leads = [...texts.form.introduces, ...texts.hear.mistake, 'eh', 'maaf', 'oh', 'ya', 'iya'].map((one) =>
    plain(one).split(' '),
  );
  const lead = leads
    .filter((one) => one.length < words.length && one.join(' ') === plain(words.slice(0, one.length).join(' ')))
    .sort((a, b) => b.length - a.length)[0];
  return lead ? introduced(words.slice(lead.length).join(' '), texts) : words.join(' ');
}

/** The identifiers that a slot may keep, sealed; whatever else was in the answer is let go. */
const keeps: Partial<Record<SlotName, readonly SensitiveKind[]>> = {
  kpj: ['kpj', 'number', 'account'],
  contact: ['phone', 'email', 'number'],
};

export const wanted = (slot: SlotName, sealed: readonly SealedValue[]): readonly SealedValue[] =>
  sealed.filter(({ kind }) => keeps[slot]?.includes(kind));
