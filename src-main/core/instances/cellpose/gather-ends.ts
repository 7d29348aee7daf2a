/**
 * Pixels that end up together become one object: cellpose's `get_masks_torch` (4.0.9+21, 849ca11). Seeds are
 * places where more than 10 pixels end, no fewer than anywhere within 2 px; each grows five times by one pixel
 * over places where more than 2 end. A place claimed twice goes to the seed with more ends.
 */
import type { LabelImage } from '../../images/types.ts'

/** Where pixels end up, px; `z` in volumes only. */
export interface Ends {
  /** Index of the pixel each started from. */
  readonly pixels: Uint32Array
  readonly z?: Float32Array
  readonly y: Float32Array
  readonly x: Float32Array
}

const seedEnds = 10
const memberEnds = 2
const seedSpacing = 2
const growth = 5
const margin = growth + 1 // so that growing never meets the edge

/**
 * `shape`: `[y, x]` or `[z, y, x]`. Labels 1..N by first appearance in reading order; objects above
 * `largestFraction` of the image are dropped.
 */
export function gatherEnds(
  { pixels, z, y, x }: Ends,
  shape: readonly number[],
  largestFraction: number,
): LabelImage {
  const [width = 0, height = 0, depth = 0] = shape.toReversed()
  const row = width + 2 * margin
  const plane = z ? row * (height + 2 * margin) : 0
  const place = new Uint32Array(pixels.length)
  for (let index = 0; index < place.length; index++) {
    const inPlane = (Math.trunc(y[index]!) + margin) * row + Math.trunc(x[index]!) + margin
    place[index] = z ? (Math.trunc(z[index]!) + margin) * plane + inPlane : inPlane
  }
  const strides = z ? [1, row, plane] : [1, row]
  const counts = new Int32Array(z ? plane * (depth + 2 * margin) : row * (height + 2 * margin))
  for (const at of place) counts[at]!++
  const owners = grow(counts, seedsOf(counts, strides), strides)
  const data = new Uint32Array(shape.reduce((product, side) => product * side, 1))
  for (let index = 0; index < place.length; index++) data[pixels[index]!] = owners[place[index]!]!
  return { shape, data: renumbered(data, largestFraction * data.length) }
}

/** By rising number of ends; of equal ones the earlier in reading order first. */
function seedsOf(counts: Int32Array, strides: readonly number[]): number[] {
  const near = neighbours(strides, seedSpacing)
  const seeds: number[] = []
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at]!
    if (count > seedEnds && near.every((step) => counts[at + step]! <= count)) seeds.push(at)
  }
  return seeds.sort((a, b) => counts[a]! - counts[b]! || a - b)
}

function grow(
  counts: Int32Array,
  seeds: readonly number[],
  strides: readonly number[],
): Uint32Array {
  const near = neighbours(strides, 1)
  const owners = new Uint32Array(counts.length)
  seeds.forEach((seed, index) => {
    const owner = index + 1
    let front = [seed]
    owners[seed] = owner
    for (let step = 0; step < growth; step++) {
      const next: number[] = []
      for (const at of front) {
        for (const offset of near) {
          const neighbour = at + offset
          if (owners[neighbour] === owner || counts[neighbour]! <= memberEnds) continue
          owners[neighbour] = owner
          next.push(neighbour)
        }
      }
      front = next
    }
  })
  return owners
}

/** Steps to the places within a cube, its middle left out. */
function neighbours(strides: readonly number[], reach: number): number[] {
  let steps = [0]
  for (const stride of strides) {
    const shifts = Array.from({ length: 2 * reach + 1 }, (_, index) => (index - reach) * stride)
    steps = shifts.flatMap((shift) => steps.map((step) => step + shift))
  }
  return steps.filter((step) => step !== 0)
}

function renumbered(data: Uint32Array, largestPx: number): Uint32Array {
  const areas = new Map<number, number>()
  for (const label of data) areas.set(label, (areas.get(label) ?? 0) + 1)
  const numbers = new Map<number, number>([[0, 0]])
  for (const label of areas.keys()) {
    if (label === 0) continue
    if (areas.get(label)! > largestPx) numbers.set(label, 0)
  }
  let count = 0
  return data.map((label) => {
    const known = numbers.get(label)
    if (known !== undefined) return known
    numbers.set(label, ++count)
    return count
  })
}
