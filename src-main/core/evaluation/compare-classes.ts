/** Asks the engine for what only all images of a classified dataset together have; null for other tasks. */
import { join } from 'node:path'
import type { CompareClassesOutput } from '../engine-port.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { readOrder } from './recorded-order.ts'

export async function compareClasses(
  deps: EvaluationDependencies,
  evaluation: string,
  signal?: AbortSignal,
): Promise<CompareClassesOutput | null> {
  const order = readOrder(deps.history, evaluation)
  if (order.task !== 'classification') return null
  const { entry, dataset } = order
  const input = {
    options: order.metricOptions,
    headline: entry.headline,
    alpha: entry.alpha,
    minimalRelevantDifference: entry.minimalRelevantDifference,
    seed: entry.seed,
    cases: dataset.cases.map(({ id, sample, trueClass = '' }) => ({ id, sample, trueClass })),
    tools: order.runs.map(({ key, run, description }) => ({
      key,
      name: description.name,
      predictions: deps.history.casesOfRun(run).flatMap((item) => {
        const output = item.failure ? null : item.outputs.find(({ role }) => role === 'prediction')
        return output ? [{ case: item.case, path: join(deps.workspaceDir, output.path) }] : []
      }),
    })),
  }
  return deps.engine.request('compare-classes', input, signal ? { signal } : {})
}
