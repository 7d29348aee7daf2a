/**
 * One connected piece of a mask as a graph for flooding: its pixels are places numbered run by run, with a
 * closed place after each run, so that left and right lie beside; the other neighbours stand in tables. Small
 * pieces stay in the cache, wherever they lie in the image.
 */
import type { LabelImage, RealImage } from '../images/types.ts'
import type { ComponentRuns } from './connected-components.ts'

/** Arrays are used again for the next piece. */
export interface FloodPiece {
  /** Per place. Place 0 is closed and stands for every neighbour that there is not. */
  readonly heights: Float64Array
  /** Per place: which seed of the piece has it, from 1 on; 0 is open, -1 closed. */
  readonly owners: Int32Array
  /** For place p the neighbours in the row before (2 p) and in the row after (2 p + 1). */
  readonly inRows: Int32Array
  /** The same in the planes before and after; null in a plane. */
  readonly inPlanes: Int32Array | null
  /** Takes in a component; returns its number of places. */
  fill(component: number): number
  /** Writes the owners' labels, of seed 1 first, into the pixels of an image. */
  write(component: number, labels: readonly number[], data: Uint32Array): void
}

const CLOSED = -1

/** Has memory for the largest of the `components`: 20 bytes per pixel, in a stack 28. */
export function createFloodPiece(
  { begin, end, first }: ComponentRuns,
  components: readonly number[],
  elevation: RealImage,
  seeds: LabelImage,
): FloodPiece {
  const [width = 1, height = 1, depth = 1] = elevation.shape.toReversed()
  const size = components.reduce((most, component) => Math.max(most, placesOf(component)), 1)
  const heights = new Float64Array(size)
  const owners = new Int32Array(size)
  const inRows = new Int32Array(2 * size)
  const inPlanes = depth > 1 ? new Int32Array(2 * size) : null
  /** From a pixel of the run to its place. */
  const shifts = new Int32Array(begin.length)

  function placesOf(component: number): number {
    let places = 1
    for (let r = first[component]!; r < first[component + 1]!; r++)
      places += end[r]! - begin[r]! + 1
    return places
  }

  /** Joins neighbours of one table: two pointers, as runs and runs moved by a row or plane are both in order. */
  function link(component: number, links: Int32Array): void {
    const step = links === inRows ? width : width * height
    let low = first[component]!
    for (let r = low; r < first[component + 1]!; r++) {
      // what lies before the first row of a plane is in another plane
      if (links === inRows && begin[r]! % (width * height) < width) continue
      while (end[low]! + step <= begin[r]!) low++
      for (let b = low; b < r && begin[b]! + step < end[r]!; b++) {
        const from = Math.max(begin[r]!, begin[b]! + step)
        const to = Math.min(end[r]!, end[b]! + step)
        const shift = shifts[b]! - step
        for (let i = from; i < to; i++) {
          links[2 * (i + shifts[r]!)] = i + shift
          links[2 * (i + shift) + 1] = i + shifts[r]!
        }
      }
    }
  }

  return {
    heights,
    owners,
    inRows,
    inPlanes,
    fill(component) {
      owners[0] = CLOSED
      let place = 1
      let seed = 0
      for (let r = first[component]!; r < first[component + 1]!; r++) {
        shifts[r] = place - begin[r]!
        for (let i = begin[r]!; i < end[r]!; i++, place++) {
          heights[place] = elevation.data[i]!
          owners[place] = seeds.data[i] === 0 ? 0 : ++seed
        }
        // a height of the piece, so that it does not widen the range
        heights[place] = heights[place - 1]!
        owners[place++] = CLOSED
      }
      heights[0] = heights[1]!
      inRows.fill(0, 0, 2 * place)
      link(component, inRows)
      inPlanes?.fill(0, 0, 2 * place)
      if (inPlanes !== null) link(component, inPlanes)
      return place
    },
    write(component, labels, data) {
      for (let r = first[component]!; r < first[component + 1]!; r++)
        for (let i = begin[r]!; i < end[r]!; i++) data[i] = labels[owners[i + shifts[r]!]! - 1]!
    },
  }
}
