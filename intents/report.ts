/** Measured results → one HTML page that needs nothing from elsewhere, for people who are not programmers. Pure. */
import { type Answered, score } from './evaluation/measures.ts';
import type { Example } from './example.ts';
import { refusalThreshold } from './scope.ts';
import { fewest } from './workbench/findings.ts';
import { counted, html, type Markup, percent, raw } from './workbench/html.ts';
import { matrixFigure } from './workbench/matrix.ts';
import { reliabilityFigure } from './workbench/reliability.ts';
import { reportScript, reportStyle } from './workbench/report-style.ts';
import { contestList, fewTable, intentTable, missTable, twinTable } from './workbench/sections.ts';

export type ReportResults = {
  /** When it was measured, as it is to be read. */
  readonly measuredOn: string;
  /** What the model was tested on, such as "pesan uji yang disimpan". */
  readonly testsName: string;
  readonly examples: readonly Example[];
  /** Messages that the model has not learned from, with its answers. */
  readonly tested: readonly Answered[];
  /** Every example answered by a model that has not seen it; empty when that was not measured. */
  readonly crossed: readonly Answered[];
};

type Section = { readonly id: string; readonly title: string; readonly about: string; readonly body: Markup };

const figure = (name: string, value: string): Markup => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** The share of these messages that is taken to be off the topic; null without messages. */
const refusedShare = (answers: readonly Answered[]): number | null =>
  answers.length === 0
    ? null
    : answers.filter(({ answer }) => answer.outOfScope >= refusalThreshold).length / answers.length;

const summary = ({ tested, crossed, examples, testsName }: ReportResults): Section => {
  const { strict, lenient, macroF1, top3 } = score(tested);
  const outside = tested.filter(({ asked }) => asked.intent === 'out_of_scope');
  const inside = tested.filter(({ asked }) => asked.intent !== 'out_of_scope');
  return {
    id: 'ringkasan',
    title: 'Ringkasan',
    about: `Diukur pada ${counted(tested.length)} ${testsName}. Model belajar dari ${counted(examples.length)} contoh dan tidak pernah melihat pesan uji.`,
    body: html`<dl class="figures">
${figure('Dibaca benar', percent(strict))}
${lenient > strict ? figure('Benar atau boleh', percent(lenient)) : html``}
${figure('Maksud benar ada di 3 teratas', percent(top3))}
${figure('F1 rata-rata semua maksud', percent(macroF1))}
${crossed.length > 0 ? figure('Benar pada uji silang contoh', percent(score(crossed).strict)) : html``}
${figure('Di luar topik yang tertangkap', percent(refusedShare(outside)))}
${figure('Dalam topik tapi ditolak', percent(refusedShare(inside)))}
</dl>`,
  };
};

const sectionsOf = (results: ReportResults): Section[] => {
  const { examples, tested, crossed, testsName } = results;
  const crossedName = 'contoh, uji silang';
  return [
    summary(results),
    {
      id: 'maksud',
      title: 'Tiap maksud',
      about:
        'Yang terlemah di atas. Ketepatan: dari yang dibaca sebagai maksud ini, berapa yang memang itu. Temuan: dari yang bermaksud ini, berapa yang ditemukan. F1 menggabungkan keduanya.',
      body: intentTable(examples, tested),
    },
    {
      id: 'salah',
      title: 'Pesan uji yang salah dibaca',
      about:
        'Yang paling diyakini bot di atas. Tambahkan contoh dengan gejala yang sama, tetapi dengan kalimat lain: jangan menyalin pesan uji.',
      body: missTable(tested),
    },
    ...(crossed.length === 0
      ? []
      : [
          {
            id: 'rebutan',
            title: 'Contoh yang diperebutkan dua maksud',
            about:
              'Setiap contoh dibaca oleh model yang belum pernah melihatnya. Kalau contoh satu maksud sering dibaca sebagai maksud lain, batas keduanya kurang jelas: pindahkan contoh yang salah tempat, atau tambah contoh yang menunjukkan bedanya.',
            body: contestList(crossed),
          },
        ]),
    {
      id: 'kembar',
      title: 'Contoh kembar di dua maksud',
      about: 'Hampir sama katanya, tetapi tertulis di maksud yang berbeda. Periksa apakah salah satunya salah tempat.',
      body: twinTable(examples),
    },
    {
      id: 'sedikit',
      title: 'Maksud dengan contoh terlalu sedikit',
      about: `Kurang dari ${fewest.examples} contoh atau ${fewest.tests} pesan uji.`,
      body: fewTable(examples, tested),
    },
    {
      id: 'matriks',
      title: 'Apa tertukar dengan apa',
      about:
        'Kotak di garis miring adalah bacaan benar. Kotak lain menunjukkan maksud yang tertukar; makin pekat, makin sering.',
      body: html`${matrixFigure(tested, 'baca-uji', testsName)}${crossed.length === 0 ? html`` : html`<details><summary>Matriks dari uji silang contoh</summary>${matrixFigure(crossed, 'baca-silang', crossedName)}</details>`}`,
    },
    {
      id: 'keandalan',
      title: 'Apakah keyakinannya bisa dipercaya',
      about:
        'Kalau bot berkata "yakin 80%", seharusnya 80 dari 100 pesan benar. Titik di atas garis: bot terlalu ragu. Di bawah garis: terlalu yakin. Titik besar: banyak pesan.',
      body: reliabilityFigure([
        { name: testsName, answers: tested, line: 'first' },
        { name: crossedName, answers: crossed, line: 'second' },
      ]),
    },
  ];
};

const written = ({ id, title, about, body }: Section): Markup =>
  html`<section id="${id}" aria-labelledby="judul-${id}"><h2 id="judul-${id}">${title}</h2><p class="quiet">${about}</p>${body}</section>`;

/** The whole page. Long numbers and e-mail addresses in messages are hidden. */
export const htmlReport = (results: ReportResults): string => {
  const sections = sectionsOf(results);
  return html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Seberapa paham bot ini</title><style>${raw(reportStyle)}</style></head>
<body><header><h1>Seberapa paham bot ini</h1><p class="quiet">Diukur ${results.measuredOn}.</p>
<nav aria-label="Isi halaman"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav></header>
<main>${sections.map(written)}</main><script>${raw(reportScript)}</script></body></html>
`.markup;
};
