/** Images that are given to a tool to see what it does: spots to find, and fields of one value. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageInfo } from '../../images/types.ts'
import { writeRealImage } from '../../images/write-real-image.ts'

/** Of a field of one value; larger ones show nothing more. */
const mostPx = { z: 16, y: 512, x: 512 }
const side = 256

/** `count` images with blurred spots on a noisy ground, values as of 8 bits; the same every time. */
export async function drawSpots(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  for (let image = 0; image < count; image++) {
    const random = randomFrom(image + 1)
    const spots = Array.from({ length: 12 }, () => ({
      ...{ y: random() * side, x: random() * side, radius: 5 + 8 * random() },
    }))
    const data = Float32Array.from({ length: side * side }, (_, i) => {
      const [y, x] = [Math.floor(i / side), i % side]
      let value = 20 + 10 * random()
      for (const spot of spots) {
        const square = ((y - spot.y) ** 2 + (x - spot.x) ** 2) / spot.radius ** 2
        if (square < 16) value += 150 * Math.exp(-square)
      }
      return Math.min(255, Math.round(value))
    })
    const path = join(folder, `spots-${String(image + 1)}.ome.tif`)
    await writeRealImage(path, { shape: [side, side], data })
    paths.push(path)
  }
  return paths
}

/** As the image that is imitated, one time point, at most 16 x 512 x 512 pixels, of this value everywhere. */
export async function drawField(
  path: string,
  { axes, shape }: Pick<ImageInfo, 'axes' | 'shape'>,
  value: number,
): Promise<void> {
  const kept = [...'czyxs'].filter((axis) => axes.includes(axis))
  const sizes = kept.map((axis) =>
    Math.min(shape[axes.indexOf(axis)]!, mostPx[axis as keyof typeof mostPx] ?? Infinity),
  )
  const data = new Float32Array(sizes.reduce((product, size) => product * size, 1)).fill(value)
  await writeRealImage(path, { axes: kept.join(''), shape: sizes, data })
}

/** The largest value that the pixel type holds; of real values and very wide types what a camera of 16 bits gives. */
export function whiteOf(dtype: ImageInfo['dtype']): number {
  if (dtype === 'bool') return 1
  if (dtype === 'uint8') return 255
  return dtype === 'int8' ? 127 : dtype === 'int16' ? 32_767 : 65_535
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
