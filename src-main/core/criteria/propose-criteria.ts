/** The rows that Touchstone proposes: weights sum to 100, and everything with a weight says what a mark means. */
import type { Criterion } from '../../contract/criteria.ts'
import type { MetricDefinition } from '../../contract/metrics.ts'
import { gateRows } from './gate-rows.ts'
import { performanceRows } from './performance-rows.ts'
import { reliabilityRows } from './reliability-rows.ts'
import { transparencyRows } from './transparency-rows.ts'
import { usabilityRows } from './usability-rows.ts'

const performanceWeight = 40
const transparencyWeight = 20
/** As many as an order may have. */
const mostRows = 200

/** `metrics`: those of a comparison, none for a tool that was not compared. */
export function proposeCriteria(
  metrics: readonly MetricDefinition[],
  headline: string | null,
): Criterion[] {
  const others = [...transparencyRows(transparencyWeight), ...usabilityRows, ...reliabilityRows]
  const measured = headline === null ? [] : performanceRows(metrics, headline, performanceWeight)
  const room = mostRows - gateRows.length - others.length
  return [...gateRows, ...measured.slice(0, room), ...others]
}
