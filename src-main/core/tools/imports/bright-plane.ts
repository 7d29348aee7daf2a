/**
 * Where an image of intensities is bright, so that a restored image can be held against the truth as foregrounds are:
 * which way round it lies does not depend on how its values are scaled.
 */
import { openImage } from '../../images/open-image.ts'
import type { Plane } from './orientation.ts'

/** Share of the pixels that count as bright: two images that have nothing in common then share little. */
const brightShare = 0.15
/** Values that the limit is taken from, evenly over the plane. */
const mostSampled = 100_000
/** A plane of more pixels is not read for a look. */
const mostPixels = 2 ** 26

/** The middle plane of a stack; null for colours and for planes too large. Throws as `openImage`. */
export async function brightPlane(path: string): Promise<Plane | null> {
  const image = await openImage(path)
  try {
    const { width, height, z, samples } = image.info.size
    if (samples > 1 || width * height > mostPixels) return null
    const { data } = await image.readPlane({ z: Math.floor(z / 2) })
    const limit = brightFrom(data)
    const bright = new Uint8Array(data.length)
    for (let at = 0; at < data.length; at++) if (Number(data[at]) > limit) bright[at] = 1
    return { height, width, data: bright }
  } finally {
    await image.close()
  }
}

function brightFrom(data: ArrayLike<number | bigint>): number {
  const step = Math.max(1, Math.floor(data.length / mostSampled))
  const sampled = new Float64Array(Math.ceil(data.length / step))
  for (let i = 0; i < sampled.length; i++) sampled[i] = Number(data[i * step])
  sampled.sort()
  return sampled[Math.floor((1 - brightShare) * sampled.length)] ?? Infinity
}
