/**
 * Mean and population standard deviation per group of values that come in pieces, in one pass.
 * Of float32 and of integers of up to 16 bits in up to 65,536 groups both are the exact ones rounded to a
 * double, whatever the order and the slicing. Other values are merged as they come (Chan, Golub & LeVeque
 * 1979, equation 2.1), where the last digits depend on the order.
 */
import type { TensorData } from '../../inference/tensor.ts'
import { createExactSums, isSummedExactly, type GroupMoments } from './exact-sums.ts'
import type { Moments } from './moments.ts'
import type { PieceSource } from './streaming-percentiles.ts'

const mostExactGroups = 2 ** 16

export interface MomentsAccumulator {
  add(values: TensorData, group: number): void
  /** NaN for a group without values, and for one that holds NaN; the deviation of infinite values is NaN. */
  moments(): Moments
}

export function createMomentsAccumulator(groups: number): MomentsAccumulator {
  const exact = groups <= mostExactGroups ? createExactSums(groups) : null
  let merged: ReturnType<typeof createMergedMoments> | null = null
  return {
    add(values, group) {
      if (exact && isSummedExactly(values)) exact.add(values, group)
      else (merged ??= createMergedMoments(groups)).add(values, group)
    },
    moments() {
      const mean = new Float64Array(groups)
      const std = new Float64Array(groups)
      for (let group = 0; group < groups; group++) {
        const both = merge(exact?.momentsOf(group) ?? null, merged?.momentsOf(group) ?? null)
        mean[group] = both?.mean ?? Number.NaN
        std[group] = Math.sqrt(both?.variance ?? Number.NaN)
      }
      return { mean, std }
    },
  }
}

/** `groups`: how many there are; the source may name each any number of times. */
export async function streamedMoments(source: PieceSource, groups: number): Promise<Moments> {
  const accumulator = createMomentsAccumulator(groups)
  await source.pass((values, group) => {
    accumulator.add(values, group)
  })
  return accumulator.moments()
}

function createMergedMoments(groups: number) {
  const counts = new Float64Array(groups)
  const means = new Float64Array(groups)
  const variances = new Float64Array(groups)
  const momentsOf = (group: number): GroupMoments | null => {
    const count = counts[group]!
    return count === 0 ? null : { count, mean: means[group]!, variance: variances[group]! }
  }
  return {
    momentsOf,
    add(values: TensorData, group: number): void {
      const both = merge(momentsOf(group), momentsOfPiece(values))
      if (both === null) return
      counts[group] = both.count
      means[group] = both.mean
      variances[group] = both.variance
    },
  }
}

/** Two passes over values in memory. */
function momentsOfPiece(values: TensorData): GroupMoments | null {
  const count = values.length
  if (count === 0) return null
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i]!
  const mean = sum / count
  let squares = 0
  for (let i = 0; i < count; i++) squares += (values[i]! - mean) ** 2
  return { count, mean, variance: squares / count }
}

function merge(a: GroupMoments | null, b: GroupMoments | null): GroupMoments | null {
  if (a === null || b === null) return a ?? b
  const count = a.count + b.count
  const share = b.count / count
  const apart = b.mean - a.mean
  return {
    count,
    mean: a.mean + apart * share,
    variance: a.variance * (1 - share) + b.variance * share + apart * apart * share * (1 - share),
  }
}
