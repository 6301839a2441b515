/** The looks of the report; nothing is loaded from elsewhere. */
export const reportStyle = `
:root { color-scheme: light dark;
  --page: #f4f7f7; --surface: #ffffff; --line: #d3dfe0; --ink: #14272b; --quiet: #4d6367; --accent: #0b6b70;
  --second: #9a4b00; --bad: #a3261c; --right: #0b6b70; --on-right: #ffffff; --warm-1: #fdeedd; --on-warm-1: #14272b;
  --warm-2: #fbcf9e; --on-warm-2: #14272b; --warm-3: #f2a65a; --on-warm-3: #14272b; --warm-4: #b3400a; --on-warm-4: #ffffff; }
@media (prefers-color-scheme: dark) { :root {
  --page: #0e1a1d; --surface: #16262a; --line: #2a3e43; --ink: #e6f0f0; --quiet: #a3b8bb; --accent: #6fd0c8;
  --second: #ffb86b; --bad: #ffaba1; --right: #3f9d97; --on-right: #06282a; --warm-1: #3a2a14; --on-warm-1: #e6f0f0;
  --warm-2: #5c3b10; --on-warm-2: #ffffff; --warm-3: #8a5210; --on-warm-3: #ffffff; --warm-4: #ffb061; --on-warm-4: #241300; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main, header { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: 0 0 .75rem; max-width: 46rem; }
section { background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 1rem 0; }
.quiet { color: var(--quiet); }
.bad { color: var(--bad); font-weight: 600; }
code { font-size: .85em; }
a { color: var(--accent); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: .25rem 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.25rem, 1fr)); gap: .75rem; margin: 0; }
.figures div { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .75rem; }
.figures dt { color: var(--quiet); font-size: .875rem; line-height: 1.3; }
.figures dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
th, td { padding: .35rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: normal; }
thead th { color: var(--quiet); font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.text { min-width: 13rem; overflow-wrap: anywhere; }
th[scope=row] { font-weight: 500; min-width: 9rem; }
th small, td small { display: block; color: var(--quiet); font-weight: 400; }
details { margin: .5rem 0; }
summary { cursor: pointer; padding: .35rem 0; font-weight: 600; }
.heat { width: auto; font-size: .75rem; }
.heat th, .heat td { border: 1px solid var(--line); padding: 0; }
.heat thead th { height: 12rem; vertical-align: bottom; min-width: 1.75rem; }
.heat thead th span { writing-mode: vertical-rl; transform: rotate(180deg); padding: .35rem .2rem; max-height: 12rem; white-space: nowrap; }
.heat tbody th { position: sticky; left: 0; background: var(--surface); padding: 0 .4rem; white-space: nowrap; text-align: right; z-index: 1; max-width: 12rem; overflow: hidden; text-overflow: ellipsis; font-weight: 400; vertical-align: middle; }
.heat td { width: 1.75rem; min-width: 1.75rem; height: 1.75rem; text-align: center; vertical-align: middle; font-variant-numeric: tabular-nums; cursor: default; scroll-margin: 2rem 2rem 9rem 10rem; }
.heat td:focus { outline: 3px solid var(--accent); outline-offset: -1px; position: relative; z-index: 2; }
.readout { position: sticky; bottom: 0; z-index: 3; min-height: 3.5rem; max-height: 40vh; overflow-y: auto; margin: .75rem 0; padding: .5rem .75rem; border-left: 4px solid var(--accent); background: var(--page); }
.readout ul { margin: .25rem 0 0; padding-left: 1.25rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0 0 .5rem; list-style: none; font-size: .875rem; }
.swatch { display: inline-block; width: 1rem; height: 1rem; margin-right: .35rem; vertical-align: -.15rem; border: 1px solid var(--line); }
.heat .right, .swatch.right { background: var(--right); color: var(--on-right); }
.heat .h1, .swatch.h1 { background: var(--warm-1); color: var(--on-warm-1); }
.heat .h2, .swatch.h2 { background: var(--warm-2); color: var(--on-warm-2); }
.heat .h3, .swatch.h3 { background: var(--warm-3); color: var(--on-warm-3); }
.heat .h4, .swatch.h4 { background: var(--warm-4); color: var(--on-warm-4); }
.chart { width: 100%; max-width: 32rem; height: auto; }
.chart text { fill: var(--quiet); font-size: 11px; }
.chart .grid { stroke: var(--line); } .chart .ideal { stroke: var(--quiet); stroke-dasharray: 4 4; }
.chart .first { stroke: var(--accent); fill: none; stroke-width: 2; } .chart .second { stroke: var(--second); fill: none; stroke-width: 2; }
.chart .first-dot { fill: var(--accent); } .chart .second-dot { fill: var(--second); }
.line-first { color: var(--accent); } .line-second { color: var(--second); }
@media (max-width: 40rem) { .heat tbody th { max-width: 7rem; } }
@media print { section { break-inside: avoid-page; border: 0; padding: 0; } .readout, nav { display: none; } }
`;

/** Arrow keys walk over a matrix, and what a cell says is told beside it; the tables can be read without. */
export const reportScript = `
for (const table of document.querySelectorAll('.heat')) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1));
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const readout = document.getElementById(table.dataset.readout);
  const tell = (cell) => {
    const meant = cell.parentElement.cells[0].dataset.name, taken = heads[cell.cellIndex - 1].dataset.name;
    const times = cell.textContent.trim() || '0';
    const line = document.createElement('div');
    line.textContent = meant === taken ? meant + ': ' + times + ' dibaca benar' : times + ' × ' + meant + ' dibaca sebagai ' + taken;
    const list = document.createElement('ul');
    for (const text of JSON.parse(cell.dataset.texts || '[]')) list.appendChild(document.createElement('li')).textContent = text;
    readout.replaceChildren(line, ...(list.children.length ? [list] : []));
  };
  const go = (cell) => {
    table.querySelector('td[tabindex="0"]')?.setAttribute('tabindex', '-1');
    cell.tabIndex = 0;
    cell.focus();
  };
  for (const cell of rows.flat()) cell.tabIndex = -1;
  if (rows[0]?.[0]) rows[0][0].tabIndex = 0;
  table.addEventListener('focusin', ({ target }) => target.tagName === 'TD' && tell(target));
  table.addEventListener('mouseover', ({ target }) => target.tagName === 'TD' && tell(target));
  table.addEventListener('click', ({ target }) => target.tagName === 'TD' && go(target));
  table.addEventListener('keydown', (event) => {
    if (event.target.tagName !== 'TD') return;
    const row = event.target.parentElement.sectionRowIndex, column = event.target.cellIndex - 1;
    const last = rows.length - 1;
    const to = { ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      Home: [row, 0], End: [row, last], PageUp: [0, column], PageDown: [last, column] }[event.key];
    const cell = to && rows[to[0]]?.[to[1]];
    if (!to) return;
    event.preventDefault();
    if (cell) go(cell);
  });
}
`;
