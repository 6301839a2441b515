/** The parts of the report that are lists and tables. */
import type { Answered } from '../evaluation/measures.ts';
import type { Example } from '../example.ts';
import {
  contestsOf,
  fewest,
  type IntentFinding,
  intentFindings,
  type Miss,
  missesOf,
  type Twins,
  twinsOf,
} from './findings.ts';
import { counted, html, type Markup, percent } from './html.ts';
import { nameOf } from './intent-names.ts';
import { mask } from './mask.ts';

/** Below this an intent needs work, 0 to 1. */
const weak = 0.85;
/** So many rows of a list are shown. */
const most = { misses: 200, contests: 25, each: 12, twins: 60 } as const;

const named = (intent: string): Markup => html`${nameOf(intent)}<small><code>${intent}</code></small>`;

const table = (about: string, heads: readonly Markup[], rows: readonly Markup[]): Markup =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="Tabel: ${about}"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;

const head = (name: string): Markup => html`<th scope="col">${name}</th>`;
const numberHead = (name: string): Markup => html`<th scope="col" class="number">${name}</th>`;

const more = (shown: number, all: number): Markup =>
  all > shown ? html`<p class="quiet">Ditampilkan ${counted(shown)} dari ${counted(all)}.</p>` : html``;

const share = (value: number | null): Markup =>
  value !== null && value < weak
    ? html`<td class="number bad">${percent(value)}</td>`
    : html`<td class="number">${percent(value)}</td>`;

const intentRow = (one: IntentFinding): Markup =>
  html`<tr><th scope="row">${named(one.intent)}</th><td class="number">${counted(one.examples)}</td><td class="number">${counted(one.tests)}</td>${[one.precision, one.recall, one.f1].map(share)}</tr>`;

export const intentTable = (examples: readonly Example[], answers: readonly Answered[]): Markup =>
  table(
    'Hasil tiap maksud',
    [head('Maksud'), ...['Contoh', 'Pesan uji', 'Ketepatan', 'Temuan', 'F1'].map(numberHead)],
    intentFindings(examples, answers).map(intentRow),
  );

const missRow = ({ text, meant, taken, score, place, excused }: Miss): Markup =>
  html`<tr><td class="text">${mask(text)}${excused ? html`<small>bacaan ini juga boleh</small>` : ''}</td><td>${named(meant)}</td><td>${named(taken)}</td><td class="number">${percent(score)}</td><td class="number">${place === 0 ? '–' : place}</td></tr>`;

export const missTable = (answers: readonly Answered[]): Markup => {
  const misses = missesOf(answers);
  if (misses.length === 0) return html`<p>Tidak ada: semua pesan uji dibaca benar.</p>`;
  const shown = misses.slice(0, most.misses);
  const heads = [
    head('Pesan'),
    head('Maksud sebenarnya'),
    head('Dibaca sebagai'),
    numberHead('Keyakinan'),
    numberHead('Urutan yang benar'),
  ];
  return html`${table('Pesan yang salah dibaca', heads, shown.map(missRow))}${more(shown.length, misses.length)}`;
};

const contestItem = ({ text, meant, taken, score }: Miss): Markup =>
  html`<tr><td class="text">${mask(text)}</td><td>${nameOf(meant)}</td><td>${nameOf(taken)}</td><td class="number">${percent(score)}</td></tr>`;

/** `crossed`: examples judged by models that have not seen them. */
export const contestList = (crossed: readonly Answered[]): Markup => {
  const contests = contestsOf(crossed);
  const shown = contests.slice(0, most.contests);
  const heads = [head('Contoh'), head('Tertulis di'), head('Dibaca sebagai'), numberHead('Keyakinan')];
  const lists = shown.map(({ left, right, misses }) => {
    const title = `${nameOf(left)} ↔ ${nameOf(right)}`;
    const listed = misses.slice(0, most.each);
    return html`<details><summary>${title}: ${misses.length} contoh</summary>${table(title, heads, listed.map(contestItem))}${more(listed.length, misses.length)}</details>`;
  });
  if (shown.length === 0) return html`<p>Tidak ada.</p>`;
  return html`${lists}${more(shown.length, contests.length)}`;
};

const twinRow = ({ left, right, alike }: Twins): Markup =>
  html`<tr><td class="text">${mask(left.text)}<small>${nameOf(left.intent)}</small></td><td class="text">${mask(right.text)}<small>${nameOf(right.intent)}</small></td><td class="number">${percent(alike)}</td></tr>`;

export const twinTable = (examples: readonly Example[]): Markup => {
  const twins = twinsOf(examples);
  if (twins.length === 0) return html`<p>Tidak ada.</p>`;
  const shown = twins.slice(0, most.twins);
  const heads = [head('Contoh'), head('Contoh maksud lain'), numberHead('Kemiripan')];
  return html`${table('Contoh kembar', heads, shown.map(twinRow))}${more(shown.length, twins.length)}`;
};

/** Intents that have too little to learn or to measure from. */
export const fewTable = (examples: readonly Example[], tests: readonly Answered[]): Markup => {
  const few = intentFindings(examples, tests)
    .filter((one) => one.examples < fewest.examples || one.tests < fewest.tests)
    .sort((one, other) => one.examples - other.examples);
  if (few.length === 0) return html`<p>Tidak ada: setiap maksud punya cukup contoh dan pesan uji.</p>`;
  const rows = few.map(
    (one) =>
      html`<tr><th scope="row">${named(one.intent)}</th><td class="number">${counted(one.examples)}</td><td class="number">${counted(one.tests)}</td></tr>`,
  );
  return table(
    'Maksud dengan contoh terlalu sedikit',
    [head('Maksud'), numberHead('Contoh'), numberHead('Pesan uji')],
    rows,
  );
};
