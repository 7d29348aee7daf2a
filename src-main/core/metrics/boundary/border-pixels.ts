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
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue
    const place = Math.floor(i / stride) % side
    if (place === 0 || place === side - 1 || data[i - stride] === 0 || data[i + stride] === 0)
      border[i] = 1
  }
}
