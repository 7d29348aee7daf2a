/** Display limits of a plane: ImageJ's rule of 0.35 % saturated pixels, half at either end. */
import type { PlaneStatistics } from '../../contract/images.ts'
import type { PixelArray, PixelBlock } from './types.ts'

const saturatedPercentEachEnd = 0.175
const bins = 65536
const mostShownBins = 256
const listedPercents = [0.1, 1, 5, 25, 50, 75, 95, 99, 99.9]

/**
 * `lower` and `upper` are the percentiles 0.175 and 99.825 of the finite values (the smallest value
 * that at least that share of them does not exceed; for floats to 1/65536 of the range). NaN and
 * infinities are left out and counted; so is the alpha sample of gray + alpha and RGBA, which is no intensity. All limits are 0 where no value is finite. `sampledFrom` says which part of the plane
 * `stored` is, null where it is the whole.
 */
export function planeStatistics(
  stored: PixelBlock,
  sampledFrom: string | null = null,
): PlaneStatistics {
  const block = withoutAlpha(stored)
  const { data } = block
  const total = data.length
  const { min, max, finite, counted } = isNarrow(data) ? countNarrow(data) : countWide(block)
  const [lower, upper] = [
    counted.percentile(saturatedPercentEachEnd),
    counted.percentile(100 - saturatedPercentEachEnd),
  ]
  const ignored = total - finite
  const rule =
    `0.35 % saturated: percentiles ${saturatedPercentEachEnd} and ${100 - saturatedPercentEachEnd}` +
    (ignored > 0 ? `; ${ignored} values that are not finite are left out` : '')
  return {
    min: finite === 0 ? 0 : min,
    max: finite === 0 ? 0 : max,
    lower,
    upper,
    finite,
    total,
    rule,
    percentiles: listedPercents.map((percent) => ({ percent, value: counted.percentile(percent) })),
    histogram: counted.histogram,
    sampling: sampledFrom === null ? 'exact' : 'sampled',
    sampledFrom,
  }
}

function withoutAlpha(block: PixelBlock): PixelBlock {
  const samples = block.axes.endsWith('s') ? (block.shape.at(-1) ?? 1) : 1
  if (samples !== 2 && samples !== 4) return block
  const kept = samples - 1
  const data = block.data.filter((_: number | bigint, index: number) => index % samples < kept)
  return { ...block, shape: [...block.shape.slice(0, -1), kept], data }
}

type NarrowArray = Uint8Array | Int8Array | Uint16Array | Int16Array

/** Integers of 8 or 16 bits: every value has a bin, and one pass is enough. */
export function isNarrow(data: PixelArray): data is NarrowArray {
  return data.BYTES_PER_ELEMENT <= 2
}

interface Counted {
  readonly min: number
  readonly max: number
  readonly finite: number
  readonly counted: CountedValues
}

function countNarrow(data: NarrowArray): Counted {
  const lowest = data instanceof Int8Array ? -128 : data instanceof Int16Array ? -32768 : 0
  const all = new Uint32Array(bins)
  for (let i = 0; i < data.length; i++) all[data[i]! - lowest]!++
  const first = all.findIndex((count) => count > 0)
  const last = all.findLastIndex((count) => count > 0)
  const finite = data.length
  if (finite === 0) return { min: Infinity, max: -Infinity, finite, counted: noValues }
  const [min, max] = [first + lowest, last + lowest]
  if (min === max) return { min, max, finite, counted: oneValue(min, finite) }
  const counts = new Uint32Array(bins)
  counts.set(all.subarray(first, last + 1))
  return { min, max, finite, counted: readCounts(counts, min, max, 1, finite) }
}

function countWide(block: PixelBlock): Counted {
  const { min, max, finite } = extremes(block.data)
  const counted = finite === 0 ? noValues : countValues(block, min, max, finite)
  return { min, max, finite, counted }
}

function extremes(data: PixelArray): { min: number; max: number; finite: number } {
  let min = Infinity
  let max = -Infinity
  let finite = 0
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i])
    if (!Number.isFinite(value)) continue
    finite++
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max, finite }
}

interface CountedValues {
  /** The smallest value that at least `percent` of the values do not exceed. */
  percentile(percent: number): number
  readonly histogram: PlaneStatistics['histogram']
}

const noValues: CountedValues = {
  percentile: () => 0,
  histogram: { min: 0, max: 0, counts: [] },
}

/** Exact for integers of up to 65536 different values, else by bins. */
function countValues(block: PixelBlock, min: number, max: number, finite: number): CountedValues {
  const { data, dtype } = block
  if (min === max) return oneValue(min, finite)
  const isExact = !dtype.startsWith('float') && max - min < bins
  const scale = isExact ? 1 : (bins - 1) / (max - min)
  const counts = new Uint32Array(bins)
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i])
    if (Number.isFinite(value)) counts[Math.floor((value - min) * scale)]!++
  }
  return readCounts(counts, min, max, scale, finite)
}

function oneValue(value: number, finite: number): CountedValues {
  return { percentile: () => value, histogram: { min: value, max: value, counts: [finite] } }
}

/** `counts` by bins of 1 / `scale` from `min` on. */
function readCounts(
  counts: Uint32Array,
  min: number,
  max: number,
  scale: number,
  finite: number,
): CountedValues {
  const percentile = (percent: number): number => {
    const wanted = Math.max(1, Math.ceil((finite * percent) / 100))
    let seen = 0
    for (let bin = 0; bin < bins; bin++) {
      seen += counts[bin]!
      if (seen >= wanted) return Math.min(max, min + bin / scale)
    }
    return max
  }
  const used = scale === 1 ? max - min + 1 : bins
  return { percentile, histogram: { min, max, counts: shownBins(counts, used) } }
}

/** The fine counts summed into at most 256 bins. */
function shownBins(counts: Uint32Array, used: number): number[] {
  const shown = new Array<number>(Math.min(used, mostShownBins)).fill(0)
  for (let bin = 0; bin < used; bin++)
    shown[Math.floor((bin * shown.length) / used)]! += counts[bin]!
  return shown
}
