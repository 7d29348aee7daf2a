/** Distance of a mask's foreground to its background; the transform itself is metrics/boundary/distance-field.ts. */
import type { Mask, RealImage } from '../images/types.ts'
import { distanceField } from '../metrics/boundary/distance-field.ts'

/**
 * Distance in pixels from each foreground pixel to the nearest background pixel's centre; 0 in the
 * background, Infinity where there is no background. What lies outside the image is not background.
 */
export function distanceToBackground({ shape, data }: Mask): RealImage {
  return { shape, data: distanceField({ shape, data: backgroundOf(data) }) }
}

/** 1 where the mask is 0; four pixels at once where they are alike, as most are. */
function backgroundOf(mask: Uint8Array): Uint8Array {
  const background = new Uint8Array(mask.length)
  const fours = mask.byteOffset % 4 === 0 ? mask.length >> 2 : 0
  const words = new Uint32Array(mask.buffer, fours === 0 ? 0 : mask.byteOffset, fours)
  const target = new Uint32Array(background.buffer, 0, fours)
  for (let w = 0; w < fours; w++) {
    const four = words[w]!
    if (four === 0) target[w] = 0x01010101
    else if (((four - 0x01010101) & ~four & 0x80808080) !== 0)
      for (let i = 4 * w; i < 4 * w + 4; i++) background[i] = mask[i] === 0 ? 1 : 0
  }
  for (let i = 4 * fours; i < mask.length; i++) background[i] = mask[i] === 0 ? 1 : 0
  return background
}
