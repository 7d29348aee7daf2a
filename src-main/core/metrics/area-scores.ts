/** Errors of what is measured downstream, as shares of the truth: number of objects, and area. */
import type { Score } from '../../contract/words.ts'
import type { OverlapTable } from './overlap-table.ts'
import { ratio, undefinedScore } from './score.ts'

/** (n(P) - n(T)) / n(T): positive when too many were found. */
export function relativeCountError({ truth, prediction }: OverlapTable): Score {
  return relativeError(truth.labels.length, prediction.labels.length)
}

/** (|P| - |T|) / |T| over all objects together: positive when too much was marked. */
export function areaError({ truth, prediction }: OverlapTable): Score {
  return relativeError(sum(truth.areas), sum(prediction.areas))
}

/** Undefined without truth: nothing is no share of nothing. */
export function relativeError(truth: number, prediction: number): Score {
  if (truth === 0 && prediction === 0) return undefinedScore('both-empty')
  return ratio(prediction - truth, truth, 'truth-empty')
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
