/** How an image is made smaller where nobody says: by what its values mean. */
import type { ImageSource } from '../types.ts'
import type { Reduction } from './halve-block.ts'

/** `mode` for label images, masks and indices into a colour table, which have no mean; else `mean`. */
export function usualReduction({ info, isPalette }: ImageSource): Reduction {
  const isLabels = info.series[info.seriesIndex]?.kind === 'labels'
  return isLabels || isPalette === true || info.dtype === 'bool' ? 'mode' : 'mean'
}
