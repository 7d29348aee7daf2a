/** How far one image is shifted against another, to a fraction of a pixel, and an image shifted by so much. */
import type { RealImage } from '../../images/types.ts'
import { transform2d } from './fourier.ts'
import { requireSameShape } from './image-pair.ts'
import { meanOf } from './pixel-moments.ts'

/** In pixels; moving an image by it brings it onto the other. */
export interface Shift {
  readonly y: number
  readonly x: number
}

/** The peak of the cross-correlation of two planes, with a parabola through its neighbours along each axis. */
export function shiftBetween(reference: RealImage, moving: RealImage): Shift {
  requireSameShape(reference, moving)
  const [height = 1, width = 1] = reference.shape
  const correlation = crossCorrelation(reference, moving)
  let peak = 0
  for (let i = 1; i < correlation.length; i++) if (correlation[i]! > correlation[peak]!) peak = i
  const [y, x] = [Math.floor(peak / width), peak % width]
  const at = (row: number, column: number): number =>
    correlation[((row + height) % height) * width + ((column + width) % width)]!
  const top = correlation[peak]!
  return {
    y: signed(y, height) + vertex(at(y - 1, x), top, at(y + 1, x)),
    x: signed(x, width) + vertex(at(y, x - 1), top, at(y, x + 1)),
  }
}

/** Cubic interpolation (Catmull & Rom 1974); beyond the edge, the edge pixel. */
export function shifted(image: RealImage, { y, x }: Shift): RealImage {
  const [height = 1, width = 1] = image.shape
  const across = alongAxis(image.data, [height, width, 1], x)
  return { shape: image.shape, data: alongAxis(across, [1, height, width], y) }
}

/** Σ reference(p) moving(p - d) for every shift d, periodic. */
function crossCorrelation(reference: RealImage, moving: RealImage): Float64Array {
  const [height = 1, width = 1] = reference.shape
  const centred = ({ data }: RealImage): Float64Array => {
    const mean = meanOf(data)
    return Float64Array.from(data, (value) => value - mean)
  }
  const a = transform2d(centred(reference), [height, width])
  const b = transform2d(centred(moving), [height, width])
  const re = a.re.map((value, i) => value * b.re[i]! + a.im[i]! * b.im[i]!)
  const im = a.im.map((value, i) => value * b.re[i]! - a.re[i]! * b.im[i]!)
  // the inverse, up to its scale, is the transform of the conjugate
  const [real, imaginary] = [transform2d(re, [height, width]), transform2d(im, [height, width])]
  return real.re.map((value, i) => value + imaginary.im[i]!)
}

function signed(index: number, length: number): number {
  return index <= length / 2 ? index : index - length
}

/** Place of the highest point of a parabola through three values, the middle one the largest. */
function vertex(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after
  return bend < 0 ? (before - after) / (2 * bend) : 0
}

function alongAxis(
  pixels: ArrayLike<number>,
  [outer, length, inner]: readonly [outer: number, length: number, inner: number],
  shift: number,
): Float64Array {
  const moved = new Float64Array(pixels.length)
  for (let i = 0; i < length; i++) {
    const from = Math.floor(i - shift)
    const t = i - shift - from
    const weights = [
      (-t + 2 * t * t - t ** 3) / 2,
      (2 - 5 * t * t + 3 * t ** 3) / 2,
      (t + 4 * t * t - 3 * t ** 3) / 2,
      (t ** 3 - t * t) / 2,
    ]
    for (const [k, weight] of weights.entries()) {
      if (weight === 0) continue
      const source = Math.min(length - 1, Math.max(0, from + k - 1))
      for (let block = 0; block < outer; block++)
        for (let j = 0; j < inner; j++)
          moved[(block * length + i) * inner + j]! +=
            weight * pixels[(block * length + source) * inner + j]!
    }
  }
  return moved
}
