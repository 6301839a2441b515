/** The confusion matrix as a heat map that can be walked with the arrow keys, and as a plain table. */
import type { Answered } from '../evaluation/measures.ts';
import { type Matrix, matrixOf, missesOf } from './findings.ts';
import { counted, html, type Markup, percent } from './html.ts';
import { nameOf } from './intent-names.ts';
import { mask } from './mask.ts';

/** Shares of an intent's messages from which on a confusion is drawn warmer. */
const steps = [0, 0.03, 0.08, 0.15] as const;

const warmth = (share: number): string => `h${steps.filter((step) => share > step).length}`;

const cellOf = (matrix: Matrix, meant: string, taken: string): Markup => {
  const times = matrix.times(meant, taken);
  if (times === 0) return html`<td></td>`;
  if (meant === taken) return html`<td class="right">${times}</td>`;
  const texts = JSON.stringify(matrix.texts(meant, taken).map(mask));
  return html`<td class="${warmth(times / matrix.meant(meant))}" data-texts="${texts}" title="${nameOf(meant)} → ${nameOf(taken)}: ${times}">${times}</td>`;
};

const rowOf = (matrix: Matrix, meant: string): Markup =>
  html`<tr><th scope="row" data-name="${nameOf(meant)}">${nameOf(meant)}</th>${matrix.intents.map((taken) => cellOf(matrix, meant, taken))}</tr>`;

const legend = html`<ul class="legend">
<li><span class="swatch right"></span>dibaca benar</li>
<li><span class="swatch h1"></span>tertukar, sampai 3%</li><li><span class="swatch h2"></span>sampai 8%</li>
<li><span class="swatch h3"></span>sampai 15%</li><li><span class="swatch h4"></span>lebih dari 15%</li></ul>`;

const plainTable = (answers: readonly Answered[], matrix: Matrix, about: string): Markup => {
  const pairs = new Map(missesOf(answers).map((miss) => [`${miss.meant} ${miss.taken}`, miss]));
  const rows = [...pairs.values()]
    .map(({ meant, taken }) => ({ meant, taken, times: matrix.times(meant, taken) }))
    .sort((one, other) => other.times - one.times || (one.meant < other.meant ? -1 : 1));
  return html`<details><summary>Sebagai tabel biasa (${rows.length} baris)</summary><div class="scroll" tabindex="0" role="region" aria-label="Tabel yang tertukar: ${about}"><table>
<thead><tr><th scope="col">Maksud sebenarnya</th><th scope="col">Dibaca sebagai</th><th scope="col" class="number">Berapa kali</th><th scope="col" class="number">Bagian</th></tr></thead>
<tbody>${rows.map(({ meant, taken, times }) => html`<tr><th scope="row">${nameOf(meant)}</th><td>${nameOf(taken)}</td><td class="number">${counted(times)}</td><td class="number">${percent(times / matrix.meant(meant))}</td></tr>`)}</tbody></table></div></details>`;
};

/** `id` is unique on the page, `about` says which messages were counted. */
export const matrixFigure = (answers: readonly Answered[], id: string, about: string): Markup => {
  const matrix = matrixOf(answers);
  return html`<p class="quiet">Baris: maksud sebenarnya. Kolom: dibaca bot sebagai.</p>
<div class="scroll" role="region" aria-label="Matriks: ${about}"><table class="heat" data-readout="${id}" aria-label="${about}">
<thead><tr><td></td>${matrix.intents.map((intent) => html`<th scope="col" data-name="${nameOf(intent)}"><span>${nameOf(intent)}</span></th>`)}</tr></thead>
<tbody>${matrix.intents.map((intent) => rowOf(matrix, intent))}</tbody></table></div>
<div class="readout" id="${id}" aria-live="polite"><span class="quiet">Arahkan penunjuk ke satu kotak, atau pilih kotak dengan Tab lalu tombol panah, untuk membaca pesannya.</span></div>
${legend}${plainTable(answers, matrix, about)}`;
};
