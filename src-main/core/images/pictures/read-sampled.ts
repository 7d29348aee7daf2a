/** Every n-th pixel of a part of a plane, read in strips: memory grows with the picture, not with the image. */
import type { ImageSource, PixelArray } from '../types.ts'
import type { PlacePixels } from './place-picture.ts'

/** A part of a plane in whole pixels, and which of its pixels are taken: every `step`th of a row and column. */
export interface SampledPart {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly step: number
}

/** Of a strip of one row of a very wide image at least that row. */
const pixelsAtOnce = 2 ** 22

/** The part must lie inside the image; the result has `ceil(width / step)` columns. */
export async function readSampled(
  source: ImageSource,
  plane: { readonly t: number; readonly c: number; readonly z: number },
  part: SampledPart,
): Promise<PlacePixels> {
  const { x, y, width, height, step } = part
  const { samples } = source.info.size
  const columns = Math.ceil(width / step)
  const rows = Math.ceil(height / step)
  let taken: PixelArray | null = null
  const rowsAtOnce = Math.max(1, Math.floor(pixelsAtOnce / width))
  for (let top = 0; top < height; top += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, height - top)
    const first = Math.ceil(top / step) // the first sampled row at or below the strip's top
    if (first * step >= top + count) continue
    const { data } = await source.readRegion({ ...plane, x, y: y + top, width, height: count })
    taken ??= emptyLike(data, columns * rows * samples)
    for (let row = first; row * step < top + count; row++) {
      for (let column = 0; column < columns; column++) {
        const from = ((row * step - top) * width + column * step) * samples
        const to = (row * columns + column) * samples
        for (let sample = 0; sample < samples; sample++) taken[to + sample] = data[from + sample]!
      }
    }
  }
  return { width: columns, height: rows, samples, data: taken ?? new Uint8Array(0) }
}

function emptyLike(data: PixelArray, length: number): PixelArray {
  return new (data.constructor as new (length: number) => PixelArray)(length)
}
