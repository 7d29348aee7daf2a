/**
 * Spots: local maxima of an image or a volume, smoothed first if asked, each with its height as score. Where a
 * spot lies between pixels is told, axis by axis, by the parabola through the maximum and its two neighbours.
 */
import type { RealImage } from '../images/types.ts'
import { gaussianFilter } from './gaussian-filter.ts'
import { findPeaks } from './local-maxima.ts'

export interface SpotOptions {
  /** Spots are strictly above it, after smoothing. */
  readonly threshold: number
  /** Of the Gaussian, along every axis; 0: none. */
  readonly smoothingSigmaPx: number
  /** Of two spots nearer than this the lower one goes. */
  readonly minimumDistancePx: number
}

export interface Spot {
  /** Of the maximum. */
  readonly pixel: number
  /** In array order, px; whole numbers are centres of pixels. */
  readonly point: readonly number[]
  /** The smoothed value at the maximum. */
  readonly score: number
}

/** `[y, x]` or `[z, y, x]`, finite. By falling score; of equal ones the earlier pixel first. */
export function findSpots(image: RealImage, options: SpotOptions): Spot[] {
  const smooth = gaussianFilter(image, options.smoothingSigmaPx)
  const inQuestion = new Uint32Array(smooth.data.length)
  for (let pixel = 0; pixel < inQuestion.length; pixel++)
    if (smooth.data[pixel]! > options.threshold) inQuestion[pixel] = 1
  const peaks = findPeaks(smooth, { shape: smooth.shape, data: inQuestion })
  peaks.sort((a, b) => b.height - a.height || a.pixel - b.pixel)
  const kept = new Neighbourhoods(options.minimumDistancePx)
  return peaks.flatMap(({ pixel, height }) => {
    const place = placeOf(pixel, smooth.shape)
    if (!kept.add(place)) return []
    return [{ pixel, point: refined(smooth, pixel, place), score: height }]
  })
}

function placeOf(pixel: number, shape: readonly number[]): number[] {
  let rest = pixel
  return shape
    .toReversed()
    .map((side) => {
      const place = rest % side
      rest = Math.floor(rest / side)
      return place
    })
    .reverse()
}

/** Within half a pixel of the maximum; on the edge of the image it is the maximum itself. */
function refined({ shape, data }: RealImage, pixel: number, place: readonly number[]): number[] {
  let stride = data.length
  return place.map((at, axis) => {
    const side = shape[axis]!
    stride /= side
    if (at === 0 || at === side - 1) return at
    const [before, here, after] = [data[pixel - stride]!, data[pixel]!, data[pixel + stride]!]
    const bend = before - 2 * here + after
    const shift = bend < 0 ? (before - after) / (2 * bend) : 0
    return at + Math.min(0.5, Math.max(-0.5, shift))
  })
}

/** Places no nearer to each other than a distance, in boxes of that size: only neighbouring ones are looked at. */
class Neighbourhoods {
  readonly #boxes = new Map<string, (readonly number[])[]>()
  readonly #distance: number

  constructor(distance: number) {
    this.#distance = distance
  }

  /** False where one is too near already. */
  add(place: readonly number[]): boolean {
    if (this.#distance <= 0) return true
    const box = place.map((at) => Math.floor(at / this.#distance))
    const isNear = (other: readonly number[]): boolean =>
      Math.hypot(...place.map((at, axis) => at - other[axis]!)) < this.#distance
    let near = ['']
    for (const at of box)
      near = near.flatMap((key) => [at - 1, at, at + 1].map((next) => `${key},${next}`))
    if (near.some((key) => this.#boxes.get(key)?.some(isNear))) return false
    const key = box.map((at) => `,${at}`).join('')
    this.#boxes.set(key, [...(this.#boxes.get(key) ?? []), place])
    return true
  }
}
