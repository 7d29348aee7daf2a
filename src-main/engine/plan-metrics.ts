/** Which metrics a task computes with the given options, as tuples; options are checked here. */
import { overAllCases, type MetricTuple } from '../contract/metrics.ts'
import type { Json, Task } from '../contract/words.ts'
import { chooseMetrics } from '../core/metrics/choose-metrics.ts'
import { metricsOfOneSample } from '../core/metrics/classification/score-classification.ts'
import { metricTuple, optionsOfTask } from '../core/metrics/definitions.ts'
import { requireKnownOptions } from '../core/metrics/metric-options.ts'

export function planMetrics(
  task: Task,
  options: Readonly<Record<string, Json>>,
): readonly MetricTuple[] {
  const chosen = chooseMetrics(task, options)
  requireKnownOptions(chosen.options, ['metrics', 'emptyCasePolicy', ...optionsOfTask(task)])
  return chosen.ids.map((id) => {
    const tuple = metricTuple(id, chosen.options)
    const isPooled = task === 'classification' && !metricsOfOneSample.includes(id)
    return isPooled ? { ...tuple, aggregation: overAllCases } : tuple
  })
}
