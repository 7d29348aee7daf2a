/** The decision as one page for a tender: the answer, what limits it, the matrix, and the evidence by number. */
import { concludeCriteria } from '../../contract/conclude-criteria.ts'
import type { Cell, CriteriaMatrix, Criterion } from '../../contract/criteria.ts'
import { evidenceText, groupNames } from '../../contract/criteria-table.ts'
import { weighCriteria, type Standing } from '../../contract/weigh-criteria.ts'
import { escapeMarkup as text } from './escape-markup.ts'

export interface DecisionSource {
  readonly criteria: CriteriaMatrix
  readonly writtenAt: string
  readonly programVersion: string
  readonly head: { readonly seq: number; readonly hash: string | null }
}

export function decisionPage({ criteria: matrix, ...source }: DecisionSource): string {
  const standings = weighCriteria(matrix)
  const { sentence, limits } = concludeCriteria(matrix, standings)
  const order = [...standings].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity))
  const evidence = numberedEvidence()
  const weighty = matrixTable(matrix, order, isWeighty, evidence.numberOf)
  const idle = matrixTable(matrix, order, (row) => !isWeighty(row), evidence.numberOf)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Decision on ${text(matrix.name)}</title>
<style>${style}</style>
</head>
<body>
<h1>Decision on ${text(matrix.name)}</h1>
<p class="answer">${text(sentence)}</p>
${listed('What limits this', limits)}
${listed('Warnings', matrix.warnings)}
${matrix.proposed ? '<p>Rows and weights are the proposal of the program: nobody has set any.</p>' : ''}
<h2>Order</h2>
${table(['tool', 'rank', 'score', 'with the unknown at worst and best', 'known of the weight', 'leads under other weights', 'leads when cases are drawn anew', 'musts not met', 'musts not known'], order.map(standingRow(matrix)))}
<h2>Criteria by tool</h2>
<p class="soft">m measured here, r read in the description, s stated by a person, – unknown, which is not zero. Numbers in brackets name the evidence below.</p>
${weighty}
${idle === '' ? '' : `<h2>Shown, without weight</h2>${idle}`}
<h2>Evidence</h2>
${evidence.size() === 0 ? '<p>There is none.</p>' : `<ol>${evidence.list()}</ol>`}
<h2>Who set criteria and weights</h2>
${matrix.versions.length === 0 ? '<p>Nobody has set any.</p>' : `<ul>${matrix.versions.map(versionLine).join('')}</ul>`}
<footer class="soft"><p>Written ${text(source.writtenAt)} by Touchstone ${text(source.programVersion)}. Comparison ${text(matrix.comparison)}; the record ends in event ${source.head.seq}, hash ${text(source.head.hash ?? 'none')}.</p></footer>
</body>
</html>
`
}

const isWeighty = (row: Criterion): boolean => row.kind === 'gate' || row.weight > 0

/** Empty where no row is chosen. */
function matrixTable(
  matrix: CriteriaMatrix,
  order: readonly Standing[],
  isChosen: (row: Criterion) => boolean,
  numberOf: (entry: string) => number,
): string {
  const { cells, tools } = matrix
  const chosen = matrix.criteria.filter(isChosen)
  if (chosen.length === 0) return ''
  const head = order.map(({ tool }) => `<th scope="col">${text(nameOf(matrix, tool))}</th>`)
  const body = Object.entries(groupNames)
    .map(([group, name]) => {
      const own = chosen.filter((row) => row.group === group)
      if (own.length === 0) return ''
      const head = `<tr><th scope="rowgroup" colspan="${tools.length + 2}">${text(name)}</th></tr>`
      return head + own.map(rowOf).join('\n')
    })
    .join('\n')
  return `<table class="matrix"><thead><tr><th scope="col" class="criterion">criterion</th><th scope="col" class="counts">counts</th>${head.join('')}</tr></thead><tbody>${body}</tbody></table>`

  function rowOf(row: Criterion): string {
    const values = order.map(({ tool }) => {
      const cell = cells[tool]?.[row.id]
      if (!cell) return '<td>–</td>'
      const numbers = cell.evidence.map((link) => numberOf(evidenceText(link)))
      const links = numbers.length === 0 ? '' : ` <small>[${numbers.join(', ')}]</small>`
      return `<td>${text(cellText(row, cell))}${links}</td>`
    })
    return `<tr><th scope="row">${text(row.name)}</th><td>${text(demand(row))}</td>${values.join('')}</tr>`
  }
}

const signs = { measured: 'm', read: 'r', stated: 's' } as const
const gates = { met: 'met', 'not-met': 'NOT MET', open: 'not known' } as const

function cellText(row: Criterion, cell: Cell): string {
  const gate = row.kind === 'gate' ? `${gates[cell.gate ?? 'open']}: ` : ''
  const conflict = cell.conflict === '' ? '' : ` (≠ ${cell.conflict})`
  if (cell.state === 'unknown') return `${gate}– ${cell.reason}${conflict}`
  if (cell.state === 'not-applicable') return `${gate}does not apply${conflict}`
  const interval =
    cell.lower === null || cell.upper === null
      ? ''
      : ` [${shortened(cell.lower)}, ${shortened(cell.upper)}]`
  const n = cell.n === null ? '' : `, n ${cell.n}`
  const mark = cell.mark === null ? '' : `, mark ${cell.mark.toFixed(2)}`
  const raters = cell.marks.map((one) => `${one.rater} ${one.mark.toFixed(2)}`).join('; ')
  const unit = cell.unit === '' ? '' : ` ${cell.unit}`
  return `${signs[cell.state]} ${gate}${cell.text}${unit}${interval}${n}${mark}${raters === '' ? '' : ` (${raters})`}${conflict}`
}

function demand(row: Criterion): string {
  const stratum = row.stratum ? `, only ${row.stratum.factor} = ${row.stratum.value}` : ''
  if (row.kind === 'rated') return `weight ${row.weight}${stratum}`
  return `must${row.bound ? `, ${row.bound.side.replace('-', ' ')} ${row.bound.value}` : ''}${stratum}`
}

function standingRow(matrix: CriteriaMatrix) {
  const rowName = (id: string): string => matrix.criteria.find((row) => row.id === id)?.name ?? id
  const share = (value: number | null): string =>
    value === null ? '–' : `${Math.round(value * 100)} %`
  return (one: Standing): string[] => [
    nameOf(matrix, one.tool),
    one.rank === null ? 'not ranked' : String(one.rank),
    one.score === null ? '–' : one.score.toFixed(2),
    `${one.atLeast.toFixed(2)} to ${one.atMost.toFixed(2)}`,
    share(one.known),
    share(one.leadsUnderWeights),
    share(one.leadsUnderResampling),
    one.failed.map(rowName).join('; '),
    one.open.map(rowName).join('; '),
  ]
}

/** The same evidence has the same number wherever it is named. */
function numberedEvidence() {
  const numbers = new Map<string, number>()
  return {
    numberOf(entry: string): number {
      const number = numbers.get(entry) ?? numbers.size + 1
      numbers.set(entry, number)
      return number
    },
    size: () => numbers.size,
    list: () => [...numbers.keys()].map((entry) => `<li>${text(entry)}</li>`).join('\n'),
  }
}

function versionLine({ person, at, reason }: CriteriaMatrix['versions'][number]): string {
  const why = reason.trim() === '' ? 'no reason given' : reason
  return `<li>${text(`${at.slice(0, 10)}, ${person}: ${why}`)}</li>`
}

function nameOf({ tools }: CriteriaMatrix, key: string): string {
  return tools.find((tool) => tool.key === key)?.name ?? key
}

const shortened = (value: number): string => String(Number(value.toPrecision(3)))

function listed(head: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return ''
  return `<h2>${text(head)}</h2><ul>${sentences.map((one) => `<li>${text(one)}</li>`).join('')}</ul>`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (tag: 'th' | 'td', values: readonly string[]): string =>
    values.map((one) => `<${tag}>${text(one)}</${tag}>`).join('')
  return `<table><thead><tr>${line('th', head)}</tr></thead><tbody>${rows.map((row) => `<tr>${line('td', row)}</tr>`).join('\n')}</tbody></table>`
}

const style = `
body { font: 13px/1.45 system-ui, sans-serif; color: #1a1a1a; margin: 2rem auto; max-width: 80rem; padding: 0 1.5rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; } .answer { font-size: 1.15rem; max-width: 52rem; } .soft, small { color: #555; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
th { font-weight: 600; overflow-wrap: normal; } .matrix { table-layout: fixed; } .criterion { width: 13rem; } .counts { width: 6rem; } [scope=rowgroup] { padding-top: .8rem; color: #555; } li { overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; max-width: none; font-size: 9.5px; } tr, li { break-inside: avoid; } thead { display: table-header-group; } }
`
