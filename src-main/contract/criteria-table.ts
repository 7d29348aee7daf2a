/** The decision as a table for a spreadsheet: the order first, then a line per cell. For pages and reports. */
import type { CriteriaMatrix, CriterionGroup, EvidenceLink } from './criteria.ts'
import type { Standing } from './weigh-criteria.ts'

export const groupNames: Readonly<Record<CriterionGroup, string>> = {
  performance: 'Performance',
  transparency: 'Transparency',
  usability: 'Usability',
  reliability: 'Reliability',
}

export const documentStates: Readonly<
  Record<Extract<EvidenceLink, { kind: 'document' }>['state'], string>
> = {
  there: 'there, unchanged since it was named',
  gone: 'gone: it is no longer where it was',
  changed: 'changed since it was named',
  address: 'an address; never fetched, so nobody checked it',
}

const head = [
  'part',
  'tool',
  'group',
  'criterion',
  'kind',
  'weight',
  'bound',
  'stratum',
  'state',
  'text',
  'value',
  'unit',
  'lower',
  'upper',
  'n',
  'gate',
  'mark',
  'raters',
  'note',
  'evidence',
]

type Line = (string | number | null)[]

export interface CriteriaTable {
  readonly head: readonly string[]
  readonly rows: readonly Line[]
}

/** `standings` by the weights shown; unknown cells stay empty in the columns of numbers. */
export function criteriaTable(
  matrix: Pick<CriteriaMatrix, 'criteria' | 'tools' | 'cells'>,
  standings: readonly Standing[],
): CriteriaTable {
  const nameOf = (key: string): string => matrix.tools.find((t) => t.key === key)?.name ?? key
  const rowName = (id: string): string => matrix.criteria.find((row) => row.id === id)?.name ?? id
  const order = standings.flatMap((standing): Line[] => {
    const name = nameOf(standing.tool)
    const note =
      standing.failed.length > 0 ? `excluded by ${standing.failed.map(rowName).join('; ')}` : ''
    return [
      orderLine(name, 'rank', standing.rank, note),
      orderLine(name, 'score', standing.score, note, [standing.atLeast, standing.atMost]),
      orderLine(name, 'share of the weight that is known', standing.known, ''),
      orderLine(name, 'leads under other weights', standing.leadsUnderWeights, ''),
      orderLine(name, 'leads under resampling', standing.leadsUnderResampling, ''),
    ]
  })
  const cells = matrix.tools.flatMap((tool) =>
    matrix.criteria.map((row) => cellLine(matrix, tool.key, row, tool.name)),
  )
  return { head, rows: [...order, ...cells] }
}

function orderLine(
  tool: string,
  what: string,
  value: number | null,
  note: string,
  [lower, upper]: readonly [number | null, number | null] = [null, null],
): Line {
  const before = [
    'order',
    tool,
    '',
    what,
    '',
    null,
    '',
    '',
    value === null ? 'unknown' : 'computed',
  ]
  return [...before, '', value, '', lower, upper, null, '', null, '', note, '']
}

function cellLine(
  { cells }: Pick<CriteriaMatrix, 'cells'>,
  key: string,
  row: CriteriaMatrix['criteria'][number],
  tool: string,
): Line {
  const cell = cells[key]?.[row.id]
  const bound = row.kind === 'gate' && row.bound ? `${row.bound.side} ${row.bound.value}` : ''
  const stratum = row.stratum ? `${row.stratum.factor} = ${row.stratum.value}` : ''
  const weight = row.kind === 'rated' ? row.weight : null
  const start = ['cell', tool, row.group, row.name, row.kind, weight, bound, stratum]
  if (!cell)
    return [...start, 'unknown', '', null, '', null, null, null, '', null, '', 'not saved', '']
  return [
    ...[...start, cell.state, cell.text, cell.value, cell.unit, cell.lower, cell.upper, cell.n],
    ...[cell.gate ?? '', cell.mark],
    cell.marks.map(({ rater, mark }) => `${rater}: ${mark}`).join('; '),
    [cell.reason, cell.conflict].filter((text) => text !== '').join('; '),
    cell.evidence.map(evidenceText).join('; '),
  ]
}

export function evidenceText(link: EvidenceLink): string {
  switch (link.kind) {
    case 'run':
      return `run ${link.run}: ${link.text}`
    case 'review':
      return `review ${link.session}: ${link.text}`
    case 'check':
      return `record ${link.seq}: ${link.text}`
    case 'field':
      return `field ${link.field}: ${link.quote}`
    case 'document':
      return `document ${link.place}${link.page ? `, page ${link.page}` : ''} (${documentStates[link.state]})${link.sha256 ? ` ${link.sha256}` : ''}`
    case 'statement':
      return `${link.person}${link.role ? `, ${link.role}` : ''}, ${link.dated ?? link.at}: ${link.text}`
  }
}
