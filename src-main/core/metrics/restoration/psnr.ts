/** Peak signal-to-noise ratio: 10 log10(L² / MSE), in dB. */
import type { Score } from '../../../contract/words.ts'

/** Identical images: infinite. Undefined where L is 0 and the images differ. */
export function psnr(meanSquaredError: number, dataRange: number): Score {
  if (meanSquaredError === 0) return { value: 'Infinity' }
  if (dataRange === 0) return { undefined: 'zero-data-range' }
  return { value: 10 * Math.log10((dataRange * dataRange) / meanSquaredError) }
}
