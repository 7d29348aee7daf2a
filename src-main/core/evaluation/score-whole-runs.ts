/**
 * Asks the engine for the scores that are fitted on all images of a run, so that no image has one before the
 * run has ended: MicroSSIM with one gain per tool. Tools are compared by them as by any score of a case.
 */
import { join } from 'node:path'
import type { MetricTuple } from '../../contract/metrics.ts'
import type { Score } from '../../contract/words.ts'
import { counted } from '../counted.ts'
import type { MicroSsimOutput } from '../engine-port.ts'
import { isTouchstoneError } from '../errors.ts'
import type { CaseEntry } from '../history/entries.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { readOrder, type OrderedRun, type RecordedOrder } from './recorded-order.ts'

export interface WholeRuns {
  readonly metric: MetricTuple
  /** By tool and case; cases without a prediction have none. */
  readonly scores: ReadonlyMap<string, ReadonlyMap<string, Score>>
  /** What was fitted, and what could not be, in sentences. */
  readonly notes: readonly string[]
}

/** Null where no such score is asked for. */
export async function scoreWholeRuns(
  deps: EvaluationDependencies,
  evaluation: string,
  signal?: AbortSignal,
): Promise<WholeRuns | null> {
  const order = readOrder(deps.history, evaluation)
  const { task, metricOptions: options } = order
  if (task !== 'restoration') return null
  const planned = await deps.engine.request('plan-metrics', { task, options })
  const metric = planned.find(({ id }) => id === 'micro-ssim-run')
  if (metric === undefined) return null
  const scores = new Map<string, ReadonlyMap<string, Score>>()
  const notes: string[] = []
  for (const run of order.runs) {
    const pairs = pairsOf(deps, order, run)
    if (pairs.length === 0) continue
    const { name } = run.description
    try {
      const request = { options, pairs }
      const found = await deps.engine.request('score-micro-ssim', request, signal ? { signal } : {})
      scores.set(run.key, new Map(found.scores.map(({ id, score }) => [id, score])))
      notes.push(fitNote(name, found, pairs.length))
    } catch (error) {
      if (!isTouchstoneError(error) || error.code === 'cancelled') throw error
      notes.push(`${name} has no MicroSSIM over the run: ${error.message}`)
    }
  }
  return { metric, scores, notes }
}

/** The case with its score of the whole run among the others. */
export function withRunScore(entry: CaseEntry, tool: string, runs: WholeRuns | null): CaseEntry {
  if (runs === null || entry.failure !== null) return entry
  const { id, version, options, aggregation, emptyCasePolicy } = runs.metric
  const score = runs.scores.get(tool)?.get(entry.case) ?? { undefined: 'not-computed' }
  const added = { metric: id, version, options, aggregation, emptyCasePolicy, score }
  const others = entry.scores.filter(({ metric }) => metric !== id)
  return { ...entry, scores: [...others, { ...added, seq: entry.seq }] }
}

function pairsOf(deps: EvaluationDependencies, { dataset }: RecordedOrder, { run }: OrderedRun) {
  const truths = new Map(dataset.cases.map(({ id, truth }) => [id, truth.path]))
  return deps.history.casesOfRun(run).flatMap((item) => {
    const output = item.failure ? null : item.outputs.find(({ role }) => role === 'prediction')
    const truth = truths.get(item.case)
    if (!output || truth === undefined) return []
    return [{ id: item.case, truth, prediction: join(deps.workspaceDir, output.path) }]
  })
}

function fitNote(name: string, { fit }: MicroSsimOutput, images: number): string {
  if (fit === null) return `${name} has no MicroSSIM over the run: the truth is constant.`
  const shown = (value: number): string => String(Number(value.toPrecision(5)))
  return `MicroSSIM of ${name} over the run: gain ${shown(fit.gain)}, offsets ${shown(fit.truthOffset)} of the truth and ${shown(fit.predictionOffset)} of the prediction, fitted on ${counted(images, 'image')}.`
}
