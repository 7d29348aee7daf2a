/** The comparison as tables: the mean of every metric and tool with its interval, and every pair's verdict. */
import type { Comparison } from '../../contract/comparison.ts'
import type { Real } from '../../contract/words.ts'
import { csvOf, type Cell } from './csv.ts'

export function estimateTable({
  tools,
  metrics,
  estimates,
  ranking,
  headline,
}: Comparison): string {
  const ranks = new Map(ranking.map((one) => [one.tool, one]))
  const rows = metrics.flatMap(({ definition, tuple }) =>
    tools.map((tool): Cell[] => {
      const estimate = estimates[tool.key]?.[tuple.id]
      const rank = tuple.id === headline ? ranks.get(tool.key) : undefined
      return [
        ...[
          tuple.id,
          definition.name,
          definition.unit,
          definition.direction,
          tool.name,
          tool.version,
        ],
        ...[tool.role, real(estimate?.mean), real(estimate?.lower), real(estimate?.upper)],
        ...[estimate?.n ?? null, estimate?.undefined ?? null, estimate?.failed ?? null],
        ...[estimate?.method ?? null, estimate?.note ?? null, rank?.rank ?? null],
        ...[rank === undefined ? null : rank.leadingGroup ? 'yes' : 'no', tuple.version],
        ...[JSON.stringify(tuple.options), tuple.aggregation, tuple.emptyCasePolicy],
      ]
    }),
  )
  const head = [
    ...['metric', 'name', 'unit', 'direction', 'tool', 'tool_version', 'role'],
    ...['mean', 'lower', 'upper', 'n', 'undefined', 'failed', 'interval', 'note', 'rank'],
    ...['leading_group', 'version', 'options', 'aggregation', 'empty_case_policy'],
  ]
  return csvOf(head, rows)
}

export function verdictTable({ verdicts, tools }: Comparison): string {
  const nameOf = (key: string): string => tools.find((tool) => tool.key === key)?.name ?? key
  const rows = verdicts.map(
    ({ a, b, metric, code, text, difference, p, pAdjusted, test }): Cell[] => [
      ...[metric, nameOf(a), nameOf(b), difference.mean, difference.lower, difference.upper],
      ...[difference.n, p, pAdjusted, test, code, text],
    ],
  )
  const head = [
    ...['metric', 'a', 'b', 'difference', 'lower', 'upper', 'n', 'p', 'p_adjusted', 'test'],
    ...['verdict', 'text'],
  ]
  return csvOf(head, rows)
}

function real(value: Real | null | undefined): Cell {
  return value ?? null
}
