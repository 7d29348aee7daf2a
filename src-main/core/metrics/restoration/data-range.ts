/** The data range L of PSNR and SSIM: always explicit, always reported. */
import { TouchstoneError } from '../../errors.ts'
import type { PixelType } from '../../images/types.ts'
import type { Pixels } from './image-pair.ts'
import { rangeOf } from './pixel-moments.ts'

/** A number, the truth's largest minus smallest pixel, or the largest value of its integer type. */
export type DataRange = number | 'truth-range' | 'dtype-range'

/** Throws for a number that is not positive, and for `dtype-range` of a type without one. */
export function dataRangeOf(range: DataRange, truth: Pixels, dtype?: PixelType): number {
  if (range === 'truth-range') return rangeOf(truth)
  if (range === 'dtype-range') return largestValue(dtype)
  if (!(range > 0 && Number.isFinite(range))) {
    throw new TouchstoneError('bad-options', `The data range must be above 0, not ${range}.`)
  }
  return range
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
