/**
 * Percentiles per group of values that come in pieces, to the last bit those of `groupPercentiles` (but for
 * the sign of a zero). Nothing is sorted and nothing estimated: passes over the source count digits until
 * the values at the asked places are known. One pass for 8 and 16 bits and for whole numbers up to 65,535
 * stored as float32, two for other float32, four for float64; more passes for more than 16 groups.
 */
import type { TensorData } from '../../inference/tensor.ts'
import {
  between,
  percentileOfSorted,
  percentilePlace,
  type PercentileMethod,
} from './percentiles.ts'
import { selectRanks } from './select-ranks.ts'

/** Values that can be gone through several times; the same ones of one type in each pass, in any order. */
export interface PieceSource {
  /** Values per group; all groups are equally large. */
  readonly count: number
  /** The array is only valid, and left as it is, during `visit`. */
  pass(visit: (values: TensorData, group: number) => void): Promise<void>
}

/** Groups whose digits are counted at once: at most 64 MB. */
const mostGroups = 4096
const mostGathered = 2 ** 22

/** One array per asked percentile (0 to 100), one entry per group; NaN where a group holds NaN. */
export async function streamedPercentiles(
  source: PieceSource,
  groups: number,
  percentiles: readonly number[],
  method: PercentileMethod,
): Promise<Float64Array[]> {
  const results = percentiles.map(() => new Float64Array(groups).fill(Number.NaN))
  if (source.count === 0) return results
  const isGathered = groups > mostGroups && source.count <= mostGroups
  const step = isGathered ? Math.floor(mostGathered / source.count) : mostGroups
  for (let first = 0; first < groups; first += step) {
    const part = partOf(source, first, Math.min(step, groups - first))
    const found = isGathered
      ? await gathered(part, percentiles, method)
      : await selected(part, percentiles, method)
    found.forEach((values, index) => {
      results[index]!.set(values, first)
    })
  }
  return results
}

interface Part extends PieceSource {
  readonly groups: number
}

function partOf(source: PieceSource, first: number, groups: number): Part {
  return {
    count: source.count,
    groups,
    pass: (visit) =>
      source.pass((values, group) => {
        if (group >= first && group < first + groups) visit(values, group - first)
      }),
  }
}

async function selected(
  part: Part,
  percentiles: readonly number[],
  method: PercentileMethod,
): Promise<Float64Array[]> {
  const places = percentiles.map((percentile) => percentilePlace(part.count, percentile, method))
  const ranks = [...new Set(places.flatMap(({ below, above }) => [below, above]))]
  const values = await selectRanks(part, part.groups, ranks)
  return places.map(({ below, above, weight }) => {
    const low = values[ranks.indexOf(below)]!
    const high = values[ranks.indexOf(above)]!
    return low.map((value, group) => between(value, high[group]!, weight))
  })
}

/** Very many small groups: a share of them in memory at a time. */
async function gathered(
  part: Part,
  percentiles: readonly number[],
  method: PercentileMethod,
): Promise<Float64Array[]> {
  const { count, groups } = part
  const all = new Float64Array(groups * count)
  const filled = new Int32Array(groups)
  await part.pass((values, group) => {
    all.set(values, group * count + filled[group]!)
    filled[group]! += values.length
  })
  for (let group = 0; group < groups; group++)
    all.subarray(group * count, (group + 1) * count).sort()
  return percentiles.map((percentile) =>
    Float64Array.from({ length: groups }, (_, group) =>
      percentileOfSorted(all.subarray(group * count, (group + 1) * count), percentile, method),
    ),
  )
}
