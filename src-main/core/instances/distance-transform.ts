/** Distance of a mask's foreground to its background; the transform itself is metrics/boundary/distance-field.ts. */
import type { Mask, RealImage } from '../images/types.ts'
import { distanceField } from '../metrics/boundary/distance-field.ts'

/**
 * Distance in pixels from each foreground pixel to the nearest background pixel's centre; 0 in the
 * background, Infinity where there is no background. What lies outside the image is not background.
 */
export function distanceToBackground({ shape, data }: Mask): RealImage {
  const background = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) background[i] = data[i] === 0 ? 1 : 0
  return { shape, data: distanceField({ shape, data: background }) }
}
