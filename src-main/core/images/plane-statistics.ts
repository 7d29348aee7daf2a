/** Display limits of a plane: ImageJ's rule of 0.35 % saturated pixels, half at either end. */
import type { PlaneStatistics } from '../../contract/images.ts'
import type { PixelArray, PixelBlock } from './types.ts'

const saturatedPercentEachEnd = 0.175
const bins = 65536

/**
 * `lower` and `upper` are the percentiles 0.175 and 99.825 of the finite values (the smallest value
 * that at least that share of them does not exceed; for floats to 1/65536 of the range). NaN and
 * infinities are left out and counted; so is the alpha sample of gray + alpha and RGBA, which is no intensity. All limits are 0 where no value is finite.
 */
export function planeStatistics(stored: PixelBlock): PlaneStatistics {
  const block = withoutAlpha(stored)
  const { data } = block
  const total = data.length
  const { min, max, finite } = extremes(data)
  const [lower, upper] = finite === 0 ? [0, 0] : percentiles(block, min, max, finite)
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
  }
}

function withoutAlpha(block: PixelBlock): PixelBlock {
  const samples = block.axes.endsWith('s') ? (block.shape.at(-1) ?? 1) : 1
  if (samples !== 2 && samples !== 4) return block
  const kept = samples - 1
  const data = block.data.filter((_: number | bigint, index: number) => index % samples < kept)
  return { ...block, shape: [...block.shape.slice(0, -1), kept], data }
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

/** A histogram: exact for integers of up to 65536 different values, else by bins. */
function percentiles(
  block: PixelBlock,
  min: number,
  max: number,
  finite: number,
): [number, number] {
  const { data, dtype } = block
  if (min === max) return [min, max]
  const isExact = !dtype.startsWith('float') && max - min < bins
  const scale = isExact ? 1 : (bins - 1) / (max - min)
  const histogram = new Uint32Array(bins)
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i])
    if (Number.isFinite(value)) histogram[Math.floor((value - min) * scale)]!++
  }
  const valueAt = (share: number): number => {
    const wanted = Math.max(1, Math.ceil(finite * share))
    let seen = 0
    for (let bin = 0; bin < bins; bin++) {
      seen += histogram[bin]!
      if (seen >= wanted) return Math.min(max, min + bin / scale)
    }
    return max
  }
  return [valueAt(saturatedPercentEachEnd / 100), valueAt(1 - saturatedPercentEachEnd / 100)]
}
