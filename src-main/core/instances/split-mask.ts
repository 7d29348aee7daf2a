/** Splits touching objects of a mask at the valleys of the smoothed distance to background. */
import type { LabelImage, Mask } from '../images/types.ts'
import { componentsOfMask } from './connected-components.ts'
import { distanceToBackground } from './distance-transform.ts'
import { gaussianFilter } from './gaussian-filter.ts'
import { seedsAtMaxima } from './local-maxima.ts'
import { seededWatershed } from './watershed.ts'

export interface SplitOptions {
  /** Of the distance map, against seeds from ragged outlines. */
  readonly smoothingSigmaPx: number
  /** Two seeds of one component are never nearer than this. */
  readonly minimumSeedDistancePx: number
}

/** Components (pixels sharing a side) of the mask, each split where it has several distance maxima. */
export function splitMask(mask: Mask, options: SplitOptions): LabelImage {
  const components = componentsOfMask(mask, 'cross')
  const distance = distanceToBackground(mask)
  // Without any background every distance is infinite: there is nothing to split by.
  if (distance.data[0] === Infinity) return components
  const smooth = gaussianFilter(distance, options.smoothingSigmaPx)
  const seeds = seedsAtMaxima(smooth, components, options.minimumSeedDistancePx)
  const elevation = { shape: smooth.shape, data: smooth.data.map((value) => -value) }
  return seededWatershed(elevation, seeds, mask)
}
