/**
 * Pixels that end up together become one object: cellpose's `get_masks_torch` (4.0.9+21, 849ca11). Seeds are
 * places where more than 10 pixels end, no fewer than anywhere within 2 px; each grows five times by one pixel
 * over places where more than 2 end. A place claimed twice goes to the seed with more ends.
 */
import type { LabelImage } from '../../images/types.ts'
import type { FlowEnds } from './follow-flows.ts'

const seedEnds = 10
const memberEnds = 2
const seedSpacing = 2
const growth = 5
const margin = 20 // so that growing never meets the edge

/** Labels 1..N by first appearance in reading order; objects above `largestFraction` of the image are dropped. */
export function gatherEnds(
  ends: FlowEnds,
  shape: readonly [height: number, width: number],
  largestFraction: number,
): LabelImage {
  const [height, width] = shape
  const rowLength = width + 2 * margin
  const place = Uint32Array.from(
    ends.pixels,
    (_, index) =>
      (Math.trunc(ends.y[index]!) + margin) * rowLength + Math.trunc(ends.x[index]!) + margin,
  )
  const counts = new Int32Array(rowLength * (height + 2 * margin))
  for (const at of place) counts[at]!++
  const owners = grow(counts, rowLength, seedsOf(counts, rowLength))
  const data = new Uint32Array(height * width)
  place.forEach((at, index) => (data[ends.pixels[index]!] = owners[at]!))
  return { shape, data: renumbered(data, largestFraction * height * width) }
}

/** By rising number of ends; of equal ones the earlier in reading order first. */
function seedsOf(counts: Int32Array, rowLength: number): number[] {
  const seeds: number[] = []
  for (let at = 0; at < counts.length; at++) {
    if (counts[at]! > seedEnds && isHighest(counts, rowLength, at)) seeds.push(at)
  }
  return seeds.sort((a, b) => counts[a]! - counts[b]! || a - b)
}

function isHighest(counts: Int32Array, rowLength: number, at: number): boolean {
  for (let dy = -seedSpacing; dy <= seedSpacing; dy++) {
    for (let dx = -seedSpacing; dx <= seedSpacing; dx++) {
      if (counts[at + dy * rowLength + dx]! > counts[at]!) return false
    }
  }
  return true
}

function grow(counts: Int32Array, rowLength: number, seeds: readonly number[]): Uint32Array {
  const owners = new Uint32Array(counts.length)
  /** The seed that met a place last. */
  const seen = new Uint32Array(counts.length)
  seeds.forEach((seed, index) => {
    const owner = index + 1
    let front = [seed]
    owners[seed] = owner
    seen[seed] = owner
    for (let step = 0; step < growth; step++) {
      const next: number[] = []
      for (const at of front) {
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            const neighbour = at + dy * rowLength + dx
            if (seen[neighbour] === owner || counts[neighbour]! <= memberEnds) continue
            seen[neighbour] = owner
            owners[neighbour] = owner
            next.push(neighbour)
          }
        }
      }
      front = next
    }
  })
  return owners
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
