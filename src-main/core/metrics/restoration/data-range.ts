/** The data range L of PSNR and SSIM: always explicit, always reported. */
import { TouchstoneError } from '../../errors.ts'
import type { PixelType } from '../../images/types.ts'
import { quantileSorted } from '../../statistics/quantile.ts'
import type { Pixels } from './image-pair.ts'
import { rangeOf } from './pixel-moments.ts'

export const dataRangeNames = [
  'truth-range',
  'dtype-range',
  'truth-percentiles',
  'larger-range',
] as const

/**
 * A number; the truth's largest minus smallest pixel; the largest value of its integer type; the truth's percentile
 * 99.9 minus 0.1 (R-7); or the larger of both images' largest minus smallest pixel.
 */
export type DataRange = number | (typeof dataRangeNames)[number]

export interface RangePixels {
  /** Finite. */
  readonly truth: Pixels
  readonly prediction: Pixels
}

/** Throws for a number that is not positive, and for `dtype-range` of a type without one. */
export function dataRangeOf(
  range: DataRange,
  { truth, prediction }: RangePixels,
  dtype?: PixelType,
): number {
  if (range === 'truth-range') return rangeOf(truth)
  if (range === 'larger-range') return Math.max(rangeOf(truth), rangeOf(prediction))
  if (range === 'truth-percentiles') return percentileRange(truth)
  if (range === 'dtype-range') return largestValue(dtype)
  if (!(range > 0 && Number.isFinite(range))) {
    throw new TouchstoneError('bad-options', `The data range must be above 0, not ${range}.`)
  }
  return range
}

function percentileRange(pixels: Pixels): number {
  const sorted = Float64Array.from(pixels).sort()
  return quantileSorted(sorted, 99.9 / 100) - quantileSorted(sorted, 0.1 / 100)
}

function largestValue(dtype: PixelType | undefined): number {
  const integer = /^(u?)int(\d+)$/.exec(dtype ?? '')
  if (dtype === 'bool') return 1
  if (!integer) {
    throw new TouchstoneError(
      'bad-options',
      `The data range of type ${dtype ?? 'unknown'} is not fixed; state dataRange as a number or as "truth-range".`,
    )
  }
  const bits = Number(integer[2])
  return 2 ** (integer[1] === 'u' ? bits : bits - 1) - 1
}
