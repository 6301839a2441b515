/** How sure the engine says it is against how often it is right, as a chart and as a table. */
import { type Answered, type Bin, calibrationError, reliability } from '../evaluation/measures.ts';
import { counted, html, type Markup, percent } from './html.ts';

/** `line` names its looks: the first is a circle, the second a square, so that they differ without colour. */
export type Curve = { readonly name: string; readonly answers: readonly Answered[]; readonly line: 'first' | 'second' };

const box = { left: 44, top: 12, side: 300 } as const;
const across = (share: number): number => Math.round((box.left + share * box.side) * 10) / 10;
const down = (share: number): number => Math.round((box.top + (1 - share) * box.side) * 10) / 10;
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

const grid = ticks.map(
  (at) => html`<line class="grid" x1="${across(0)}" x2="${across(1)}" y1="${down(at)}" y2="${down(at)}"/>
<line class="grid" x1="${across(at)}" x2="${across(at)}" y1="${down(0)}" y2="${down(1)}"/>
<text x="${across(0) - 6}" y="${down(at) + 4}" text-anchor="end">${at * 100}%</text>
<text x="${across(at)}" y="${down(0) + 16}" text-anchor="middle">${at * 100}%</text>`,
);

const filled = (answers: readonly Answered[]): Bin[] => reliability(answers).filter(({ n }) => n > 0);

const said = ({ n, claimed, right }: Bin): string =>
  `yakin ${percent(claimed)}, benar ${percent(right)} (${counted(n)} pesan)`;

const mark = (bin: Bin, all: number, line: Curve['line']): Markup => {
  const size = 3 + 6 * Math.sqrt(bin.n / all);
  const [x, y] = [across(bin.claimed), down(bin.right)];
  return line === 'first'
    ? html`<circle class="first-dot" cx="${x}" cy="${y}" r="${size.toFixed(1)}"><title>${said(bin)}</title></circle>`
    : html`<rect class="second-dot" x="${(x - size).toFixed(1)}" y="${(y - size).toFixed(1)}" width="${(2 * size).toFixed(1)}" height="${(2 * size).toFixed(1)}"><title>${said(bin)}</title></rect>`;
};

const curveOf = ({ answers, line }: Curve): Markup => {
  const bins = filled(answers);
  const points = bins.map(({ claimed, right }) => `${across(claimed)},${down(right)}`).join(' ');
  return html`<polyline class="${line}" points="${points}"/>${bins.map((bin) => mark(bin, answers.length, line))}`;
};

const tableOf = ({ name, answers }: Curve): Markup => html`<table><caption>${name}</caption>
<thead><tr><th scope="col">Keyakinan bot</th><th scope="col" class="number">Pesan</th><th scope="col" class="number">Rata-rata yakin</th><th scope="col" class="number">Benar</th></tr></thead>
<tbody>${reliability(answers).flatMap(({ n, claimed, right }, at) =>
  n === 0
    ? []
    : [
        html`<tr><th scope="row">${at * 10}–${at * 10 + 10}%</th><td class="number">${counted(n)}</td><td class="number">${percent(claimed)}</td><td class="number">${percent(right)}</td></tr>`,
      ],
)}</tbody></table>`;

/** Curves without answers are left out. */
export const reliabilityFigure = (curves: readonly Curve[]): Markup => {
  const drawn = curves.filter(({ answers }) => answers.length > 0);
  return html`<svg class="chart" viewBox="0 0 360 360" role="img" aria-label="Kurva keandalan: makin dekat ke garis putus-putus, makin jujur keyakinan bot">
${grid}<line class="ideal" x1="${across(0)}" y1="${down(0)}" x2="${across(1)}" y2="${down(1)}"/>
${drawn.map(curveOf)}
<text x="${across(0.5)}" y="350" text-anchor="middle">keyakinan bot</text>
<text transform="translate(10 ${down(0.5)}) rotate(-90)" text-anchor="middle">berapa sering benar</text></svg>
<ul class="legend">${drawn.map(
    (curve) =>
      html`<li><span class="line-${curve.line}" aria-hidden="true">${curve.line === 'first' ? '●' : '■'}</span> ${curve.name}: rata-rata meleset ${percent(calibrationError(curve.answers))}</li>`,
  )}</ul>
<details><summary>Sebagai tabel</summary><div class="scroll" tabindex="0" role="region" aria-label="Tabel keandalan">${drawn.map(tableOf)}</div></details>`;
};
