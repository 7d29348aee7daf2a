/** A pixel size as a metric option. */
import type { Json, PixelSizeUm } from '../../../contract/words.ts'

export function sizeOption({ x, y, z }: PixelSizeUm): Json {
  return z === undefined ? { x, y } : { x, y, z }
}
