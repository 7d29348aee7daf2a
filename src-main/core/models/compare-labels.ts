/**
 * Two label images: are they the same objects, whatever their numbers? Each plane or volume of the other
 * axes is compared alone, since numbers begin anew there.
 */
import { elementCount, transposeTensor, type Tensor } from '../inference/tensor.ts'
import { matchObjects } from '../metrics/matching.ts'
import { overlapTable } from '../metrics/overlap-table.ts'
import type { ModelTensor } from './description.ts'

export interface LabelComparison {
  readonly objects: {
    readonly expected: number
    readonly actual: number
    /** Pairs with an IoU of 0.5 or more. */
    readonly matched: number
    readonly meanMatchedIou: number | null
  }
  /** 1 where a pixel belongs to other objects on the two sides, else 0; shape and axes of `expected`. */
  readonly differences: Tensor
  readonly mismatched: number
  readonly mismatchedPerMillion: number
  readonly passed: boolean
}

/**
 * Share of an object's pixels (of the union of both sides) that may differ: as much as the largest relative
 * tolerance that format 0.5 allows. One pixel always may, for that is what rounding moves at a border.
 */
const allowedShare = 0.01

/**
 * Labels are whole numbers from 0 in a tensor with y and x whose described type is an integer and which are
 * either listed as categories, or form regions: of neighbours along x that are both not 0 at least half are
 * equal. Everything else (intensities above all) is compared value by value.
 */
export function areLabels({ dtype, data }: ModelTensor, expected: Tensor): boolean {
  if (!/^u?int/.test(dtype) || !['y', 'x'].every((axis) => expected.axes.includes(axis)))
    return false
  for (const value of expected.data)
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) return false
  if (data.some(({ kind }) => kind === 'listed')) return true
  return hasRegions(expected)
}

function hasRegions(tensor: Tensor): boolean {
  const { shape, data } = rowsLast(tensor)
  const width = shape.at(-1)!
  let neighbours = 0
  let equal = 0
  for (let i = 1; i < data.length; i++) {
    if (i % width === 0 || data[i] === 0 || data[i - 1] === 0) continue
    neighbours += 1
    if (data[i] === data[i - 1]) equal += 1
  }
  return neighbours > 0 && equal >= neighbours / 2
}

/** Both of one shape, the expected ones as `areLabels` wants them. */
export function compareLabels(expected: Tensor, actual: Tensor): LabelComparison {
  const truth = rowsLast(expected)
  const prediction = rowsLast(actual)
  const space = truth.axes.filter((axis) => ['z', 'y', 'x'].includes(axis))
  const shape = truth.shape.slice(-space.length)
  const size = elementCount(shape)
  const counts = { expected: 0, actual: 0, matched: 0 }
  let iouSum = 0
  let isSame = true
  const differences = new Uint8Array(truth.data.length)
  for (let start = 0; start < truth.data.length; start += size) {
    const planeOf = ({ data }: Tensor): LabelPlane => ({
      shape,
      data: Uint32Array.from(data.subarray(start, start + size)),
    })
    const sides = [planeOf(truth), planeOf(prediction)] as const
    const table = overlapTable(...sides)
    const matching = matchObjects(table, { threshold: 0.5 })
    counts.expected += matching.truthCount
    counts.actual += matching.predictionCount
    counts.matched += matching.truePositives
    iouSum += matching.scoreSum
    const partner = new Map<number, number>([[0, 0]])
    for (const pair of matching.pairs) {
      partner.set(table.truth.labels[pair.truth]!, table.prediction.labels[pair.prediction]!)
      const union =
        table.truth.areas[pair.truth]! + table.prediction.areas[pair.prediction]! - pair.pixels
      if (union - pair.pixels > Math.max(1, allowedShare * union)) isSame = false
    }
    markOthers(sides, partner, differences.subarray(start, start + size))
  }
  const mismatched = differences.reduce((sum, value) => sum + value, 0)
  const { matched } = counts
  return {
    objects: { ...counts, meanMatchedIou: matched === 0 ? null : iouSum / matched },
    differences: transposeTensor({ ...truth, dtype: 'uint8', data: differences }, expected.axes),
    mismatched,
    mismatchedPerMillion: truth.data.length === 0 ? 0 : (mismatched / truth.data.length) * 1e6,
    passed: isSame && matched === counts.expected && matched === counts.actual,
  }
}

interface LabelPlane {
  readonly shape: readonly number[]
  readonly data: Uint32Array
}

function markOthers(
  [truth, prediction]: readonly [LabelPlane, LabelPlane],
  partner: ReadonlyMap<number, number>,
  marks: Uint8Array,
): void {
  for (let i = 0; i < marks.length; i++)
    if (partner.get(truth.data[i]!) !== prediction.data[i]!) marks[i] = 1
}

/** The axes of space last, in the order z, y, x. */
function rowsLast(tensor: Tensor): Tensor {
  const space = ['z', 'y', 'x'].filter((axis) => tensor.axes.includes(axis))
  const others = tensor.axes.filter((axis) => !space.includes(axis))
  return transposeTensor(tensor, [...others, ...space])
}
