/** An image as real numbers, for restoration metrics: values as stored, nothing scaled. */
import { TouchstoneError } from '../errors.ts'
import { openImage } from './open-image.ts'
import { largestBlockBytes, product } from './pixel-types.ts'
import type { PixelArray, PixelType, RealImage } from './types.ts'

export interface RealImageFromFile extends RealImage {
  /** Those of t c z y x s whose size is not 1, in this order; y and x always. */
  readonly axes: string
  readonly data: Float64Array
  /** As stored in the file. */
  readonly dtype: PixelType
}

/**
 * `[y, x]`, `[z, y, x]`, and so on, C order; colour samples interleaved last however the file stores
 * them. Errors as `openImage`, and 'file-too-large'.
 */
export async function readRealImage(path: string): Promise<RealImageFromFile> {
  const source = await openImage(path)
  try {
    const { size, dtype } = source.info
    const { t, c, z, height, width, samples } = size
    const all = { t, c, z, y: height, x: width, s: samples }
    const kept = Object.entries(all).filter(([axis, n]) => n > 1 || axis === 'y' || axis === 'x')
    const shape = kept.map(([, n]) => n)
    const bytes = product(shape) * 8
    if (bytes > largestBlockBytes) {
      throw new TouchstoneError(
        'file-too-large',
        `${path}: ${shape.join(' x ')} values need ${bytes} bytes, and ${largestBlockBytes} is the limit; cut it into parts.`,
        { path, shape },
      )
    }
    const data = new Float64Array(product(shape))
    let at = 0
    for (let ti = 0; ti < t; ti++) {
      for (let ci = 0; ci < c; ci++) {
        for (let zi = 0; zi < z; zi++) {
          const plane = await source.readPlane({ t: ti, c: ci, z: zi })
          copyReal(plane.data, data, at)
          at += plane.data.length
        }
      }
    }
    return { shape, axes: kept.map(([axis]) => axis).join(''), data, dtype }
  } finally {
    await source.close()
  }
}

function copyReal(plane: PixelArray, data: Float64Array, at: number): void {
  if (!(plane instanceof BigUint64Array) && !(plane instanceof BigInt64Array)) data.set(plane, at)
  else for (let i = 0; i < plane.length; i++) data[at + i] = Number(plane[i])
}
