/** Black on white, for paper of either size: the printer's page decides, so nothing here is measured in pages. */
export const style = `
:root { color-scheme: light; font: 10.5pt/1.45 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei',
  'Noto Sans CJK SC', sans-serif; color: #16181d; background: #fff; }
body { max-width: 46rem; margin: 2.5rem auto 4rem; padding: 0 1.5rem; overflow-wrap: anywhere; }
h1, h2, h3, p, dl, dd, ul, table { margin: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; }
.over { color: #555b66; font-weight: 600; letter-spacing: .02em; }
h2 { margin: 2.4rem 0 .6rem; padding-bottom: .3rem; border-bottom: 2px solid #16181d; font-size: 1.25rem; }
.section { margin: 2rem 0 0; padding: 0 0 .2rem; border-bottom: 1px solid #9aa0ab; font-size: 1.05rem; }
h3 { font-size: 1.15rem; line-height: 1.3; }
.facts { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .25rem 1.2rem; margin-top: 1rem; }
dt { color: #555b66; }
.names { columns: 3 10rem; column-gap: 1.5rem; padding: 0; list-style: none; }
.names li { break-inside: avoid; }
.hint { margin-top: .5rem; color: #555b66; font-size: .92em; }
.question { margin-top: 1.7rem; }
.number { color: #555b66; font-size: .92em; font-weight: 600; }
.round { margin-top: .7rem; }
.roundName { font-weight: 650; }
table { width: 100%; margin-top: .6rem; border-collapse: collapse; }
th { padding: .25rem .5rem; border-bottom: 1px solid #16181d; font-weight: 600; font-size: .88em; text-align: start; }
td { padding: .3rem .5rem; border-bottom: 1px solid #d5d8de; vertical-align: top; }
th:first-child, td:first-child { padding-inline-start: 0; }
.figure { width: 4.5rem; text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.count { font-weight: 650; }
.letter { display: inline-block; min-width: 1.5em; color: #555b66; }
.picture { display: block; max-width: 9rem; max-height: 5rem; margin: .25rem 0; }
.bar { display: block; width: 100%; height: .45rem; margin-top: .3rem; }
.bar rect { fill: #d5d8de; }
.bar rect + rect { fill: #3a4252; }
.mark { color: #555b66; font-size: .9em; }
.verdict { margin-top: .7rem; padding: .5rem .8rem; border: 1.5px solid #16181d; border-radius: .3rem; font-weight: 600; }
.small { margin-top: .35rem; font-size: .92em; }
.changes { margin: .2rem 0 0; padding-inline-start: 1.2rem; font-size: .92em; }
.record { font-size: .88em; }
.record td { padding-block: .15rem; }
.record .figure { width: 2.5rem; }
.standings .figure { width: 5.5rem; }
.standings .figure:first-child { width: 3.5rem; padding-inline-start: 0; padding-inline-end: 1rem; text-align: start; }
.time { width: 11rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
code { font: .92em/1.4 ui-monospace, Consolas, 'Liberation Mono', monospace; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 3.4rem 2.5rem; margin-top: 3.4rem; }
.signatures p { padding-top: .3rem; border-top: 1px solid #16181d; font-size: .92em; }
.print { position: fixed; inset-block-start: 1rem; inset-inline-end: 1rem; min-height: 44px; padding: 0 1.2rem;
  border: 0; border-radius: 22px; background: #16181d; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
.print:focus-visible { outline: 3px solid #2f6feb; outline-offset: 2px; }
@media (max-width: 40rem) {
  body { margin-top: 5rem; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
}
@page { margin: 18mm 16mm 20mm; @bottom-center { content: counter(page) ' / ' counter(pages); font-size: 9pt; } }
@media print {
  .print { display: none; }
  body { max-width: none; margin: 0; padding: 0; }
  h1, h2, h3, .over, .section, .number, .roundName, .lead { break-after: avoid; }
  .facts, .round, .verdict, tr, li, .signed { break-inside: avoid; }
  .long { break-inside: auto; }
  thead { display: table-header-group; break-after: avoid; }
  tbody tr:first-child { break-after: avoid; }
  tbody tr:last-child, .round .small, .verdict { break-before: avoid; }
  .bar rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
