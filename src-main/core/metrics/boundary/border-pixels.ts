/**
 * Border of a mask: the mask minus its erosion by the cross (4 neighbours in a plane, 6 in a volume).
 * Outside the image counts as background, so an object that the image cuts has a border there.
 */
import type { Mask } from '../../images/types.ts'

export function borderPixels(mask: Mask): Mask {
  const border = new Uint8Array(mask.data.length)
  let stride = 1
  for (const side of mask.shape.toReversed()) {
    markAlongAxis(mask.data, border, side, stride)
    stride *= side
  }
  return { shape: mask.shape, data: border }
}

/** Marks foreground whose neighbour before or after it on this axis is background or outside. */
function markAlongAxis(data: Uint8Array, border: Uint8Array, side: number, stride: number): void {
  const last = (side - 1) * stride
  for (let block = 0; block < data.length; block += side * stride) {
    for (let i = block; i < block + stride; i++) {
      if (data[i] !== 0) border[i] = 1
      if (data[i + last] !== 0) border[i + last] = 1
    }
    for (let i = block + stride; i < block + last; i++)
      if (data[i] !== 0 && (data[i - stride] === 0 || data[i + stride] === 0)) border[i] = 1
  }
}
