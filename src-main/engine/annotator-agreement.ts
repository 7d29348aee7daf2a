/** How far people agree who annotated the same images: by the task's headline metric, and in pixels of distance. */
import type { Task } from '../contract/words.ts'
import { isTouchstoneError, TouchstoneError } from '../core/errors.ts'
import type { AnnotatorAgreement, AnnotatorPair } from '../core/engine-port.ts'
import { headlineMetric } from '../core/metrics/definitions.ts'
import { numberOf } from '../core/metrics/score.ts'
import { scorePair } from './score-pair.ts'

/** Where outlines or points lie apart, in pixels. */
const distances: Partial<Readonly<Record<Task, string>>> = {
  instances: 'matched-masd@0.5',
  semantic: 'masd',
  detection: 'localisation-rmse',
}

/** Medians over pairs with a value; a pair that cannot be scored counts in `failed`. */
export async function annotatorAgreement(
  task: Task,
  pairs: readonly AnnotatorPair[],
  signal?: AbortSignal,
): Promise<AnnotatorAgreement> {
  const metric = headlineMetric(task)
  const distance = distances[task]
  const metrics = [metric, ...(distance === undefined ? [] : [distance])]
  const found = { scores: [] as number[], distances: [] as number[], failed: 0 }
  for (const pair of pairs) {
    if (signal?.aborted)
      throw new TouchstoneError('cancelled', 'Comparing the annotators was cancelled.')
    try {
      const { scores } = await scorePair({ task, ...pair, options: { metrics } })
      const value = (id: string | undefined): number[] =>
        scores
          .filter((one) => one.metric.id === id)
          .map(({ score }) => numberOf(score))
          .filter(Number.isFinite)
      found.scores.push(...value(metric))
      found.distances.push(...value(distance))
    } catch (error) {
      if (!isTouchstoneError(error)) throw error
      // what is wrong with the file is a finding of the dataset, and the reason of the run's case
      found.failed++
    }
  }
  return {
    metric,
    pairs: found.scores.length,
    failed: found.failed,
    mean: found.scores.length === 0 ? null : sumOf(found.scores) / found.scores.length,
    distancePx: found.distances.length === 0 ? null : median(found.distances),
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.floor(middle - 0.5)]! + sorted[Math.ceil(middle - 0.5)]!) / 2
}
