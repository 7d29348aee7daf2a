/** Where a value stands on the thin bar of a matrix row: 0 left, 1 right. Pure. */
import type { Comparison } from '../../src-main/contract/comparison.ts'
import type { ComparedMetric } from './headings.ts'
import { finite } from './numbers.ts'

export type BarScale = (value: number) => number

/**
 * The metric's own range where it has two ends, else the range of all tools' intervals with a margin; so
 * also where these take less than a quarter of the metric's range and would all look the same.
 */
export function barScale(comparison: Comparison, metric: ComparedMetric): BarScale | null {
  const [low, high] = metric.definition.range
  const numbers = Object.values(comparison.estimates)
    .flatMap((byMetric) => {
      const estimate = byMetric[metric.definition.id]
      return estimate ? [estimate.mean, estimate.lower, estimate.upper] : []
    })
    .map(finite)
    .filter((value) => value !== null)
  if (numbers.length === 0) return null
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  const whole = low !== null && high !== null && most - least >= (high - low) / 4
  const [from, to] = whole ? [low, high] : withMargin(least, most)
  return (value) => Math.min(1, Math.max(0, (value - from) / (to - from)))
}

function withMargin(from: number, to: number): [number, number] {
  const margin = (to - from || Math.abs(to) || 1) * 0.08
  return [from - margin, to + margin]
}
