/**
 * Decoded label images against those of the reference decoder: the same objects up to numbering. Sampling
 * in float32 moves single pixels of a border, so each pair must share most of its pixels, not all.
 */
import type { Json } from '../contract/words.ts'
import type { ReferenceArray } from '../core/metrics/selftest/reference-case.ts'
import { overlapTable } from '../core/metrics/overlap-table.ts'

export interface ObjectAgreement {
  readonly agrees: boolean
  readonly reason: string
}

/** Least IoU of a pair of objects; a few border pixels may move in a small one. */
function leastIou(areaPx: number): number {
  return Math.min(0.95, 1 - 3 / Math.max(20, areaPx))
}

/** `actual`: nested lists of labels in C order. */
export function sameObjects(actual: Json, expected: ReferenceArray): ObjectAgreement {
  const ours = Array.isArray(actual) ? (actual as readonly Json[]).flat(Infinity as 20) : []
  if (ours.length !== expected.data.length)
    return {
      agrees: false,
      reason: `${ours.length} pixels, and the reference has ${expected.data.length}`,
    }
  const shape = [ours.length]
  const { truth, prediction, overlaps } = overlapTable(
    { shape, data: Uint32Array.from(expected.data as ArrayLike<number>, Number) },
    { shape, data: Uint32Array.from(ours, Number) },
  )
  if (truth.labels.length !== prediction.labels.length)
    return {
      agrees: false,
      reason: `${prediction.labels.length} objects, and the reference has ${truth.labels.length}`,
    }
  const alike = overlaps.filter((pair) => {
    const area = truth.areas[pair.truth]!
    const union = area + prediction.areas[pair.prediction]! - pair.pixels
    return pair.pixels / union >= leastIou(area)
  }).length
  const agrees = alike === truth.labels.length
  const count = `${alike} of ${truth.labels.length} objects`
  return { agrees, reason: `Compared as objects: ${count} are the same but for border pixels.` }
}
