/**
 * The long table: one row per case, tool and metric. Its first four columns are those that challengeR reads
 * (Task, TestCase, Algorithm, MetricValue); a missing value is NA with its reason beside it, never a zero.
 */
import type { CaseScore, Comparison } from '../../contract/comparison.ts'
import { csvOf, type Cell } from './csv.ts'

export const scoreColumns = [
  ...['Task', 'TestCase', 'Algorithm', 'MetricValue'],
  ...['metric', 'version', 'options', 'aggregation', 'empty_case_policy', 'unit', 'direction'],
  ...['sample', 'undefined', 'failed', 'tool_digest', 'run'],
] as const

export function scoreTable(comparison: Comparison): string {
  return csvOf(scoreColumns, scoreRows(comparison))
}

function scoreRows({ cases, tools, metrics }: Comparison): Cell[][] {
  return cases.flatMap((item) =>
    tools.flatMap((tool) =>
      metrics.map(({ definition, tuple }): Cell[] => {
        const score = item.scores[tool.key]?.[tuple.id] ?? { undefined: 'not-computed' }
        return [
          ...[tuple.id, item.id, tool.name === '' ? tool.key : nameOf(tool, tools), valueOf(score)],
          ...[tuple.id, tuple.version, JSON.stringify(tuple.options), tuple.aggregation],
          ...[tuple.emptyCasePolicy, definition.unit, definition.direction],
          ...[item.sample, 'undefined' in score ? score.undefined : null],
          ...['failed' in score ? score.failed : null, tool.digest, tool.run],
        ]
      }),
    ),
  )
}

/** Two tools of one name are told apart by their keys. */
function nameOf(tool: Comparison['tools'][number], tools: Comparison['tools']): string {
  const isAlone = tools.filter(({ name }) => name === tool.name).length === 1
  return isAlone ? tool.name : `${tool.name} (${tool.key})`
}

/** R writes infinities as Inf. */
function valueOf(score: CaseScore): Cell {
  if (!('value' in score)) return 'NA'
  if (typeof score.value === 'number') return score.value
  return score.value === 'Infinity' ? 'Inf' : '-Inf'
}
