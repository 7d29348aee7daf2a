/**
 * First half of an exact Euclidean distance transform: squared distances along every axis but the last.
 * Run lengths along the first axis, then along each further one the lower envelope of parabolas (Meijster
 * et al., 2000; Felzenszwalb & Huttenlocher, Theory of Computing 8:415, 2012). The last axis is left to
 * the caller, who may want every pixel of a row or only a few.
 */
import type { Mask } from '../../images/types.ts'
import { createEnvelope } from './parabola-envelope.ts'

/** Of 16 bits where those are enough: half the memory to walk through. */
type Runs = Uint16Array | Int32Array

/**
 * Calls `visit` once for each row (line of the last axis), last first, with its place in the array and the
 * squares; the array is used again for the next row. `spacing`: size of a pixel along each axis.
 */
export function visitSquaredRows(
  set: Mask,
  spacing: readonly number[] | undefined,
  visit: (first: number, squares: Float64Array) => void,
): void {
  // a line is a plane of one row
  const shape = set.shape.length === 1 ? [1, ...set.shape] : set.shape
  const sizes = shape.map((_, axis) => spacing?.[axis - shape.length + set.shape.length] ?? 1)
  const width = shape.at(-1) ?? 0
  if (set.data.length === 0) return
  const slab = set.data.length / shape[0]!
  // one run length more than any stands for "no member on this line"
  const none = shape[0]!
  const runs = none < 2 ** 16 ? new Uint16Array(set.data.length) : new Int32Array(set.data.length)
  const members = membersOf(set.data)
  fillRunsBefore(runs, members, slab, none)
  const squareOf = Float64Array.from({ length: none + 1 }, (_, run) => (run * sizes[0]!) ** 2)
  squareOf[none] = Infinity
  const squares = new Float64Array(slab)
  const row = squares.subarray(0, width)
  for (let first = runs.length - slab; first >= 0; first -= slab) {
    // first axis first: sums round as in scipy, so that a distance of exactly a tolerance stays one
    takeSlab(runs, first, squares, squareOf, members)
    let stride = slab
    for (let axis = 1; axis < shape.length - 1; axis++) {
      stride /= shape[axis]!
      sweepAxis(squares, shape[axis]!, stride, sizes[axis]!)
    }
    for (let at = slab - width; at >= 0; at -= width)
      visit(first + at, slab === width ? row : squares.subarray(at, at + width))
  }
}

/** For each pixel the run length from the last member before it along the first axis; `runs` hold 0. */
function fillRunsBefore(runs: Runs, members: Members, slab: number, none: number): void {
  const { set } = members
  for (let i = 0; i < slab; i++) if (set[i] === 0) runs[i] = none
  const stop = runs.length
  for (let i = endOfMembers(members, slab, stop); i < stop; i = endOfMembers(members, i, stop))
    for (; i < stop && set[i] === 0; i++) {
      const before = runs[i - slab]!
      runs[i] = before < none ? before + 1 : none
    }
}

/** Slabs come last first, so the one after is finished: the shorter run of the two sides, squared. */
function takeSlab(
  runs: Runs,
  first: number,
  squares: Float64Array,
  squareOf: Float64Array,
  members: Members,
): void {
  const { set } = members
  const stop = first + squares.length
  const last = stop === runs.length ? 0 : squares.length
  squares.fill(0)
  for (let i = endOfMembers(members, first, stop); i < stop; i = endOfMembers(members, i, stop))
    for (; i < stop && set[i] === 0; i++) {
      const run = runs[i]!
      const after = runs[i + last]! + 1
      const least = after < run ? after : run
      runs[i] = least
      squares[i - first] = squareOf[least]!
    }
}

/** A set, and the same four pixels at a time; none where its bytes do not lie as words do. */
interface Members {
  readonly set: Uint8Array
  readonly words: Uint32Array
}

function membersOf(set: Uint8Array): Members {
  const hasWords = set.byteOffset % 4 === 0
  const words = hasWords
    ? new Uint32Array(set.buffer, set.byteOffset, set.length >> 2)
    : new Uint32Array(0)
  return { set, words }
}

/** The next pixel from `from` on that is no member; `stop` if there is none before it. */
function endOfMembers({ set, words }: Members, from: number, stop: number): number {
  let i = from
  while (i < stop && set[i] !== 0) {
    i++
    if ((i & 3) === 0)
      while (i + 4 <= stop && i >> 2 < words.length && hasNoZero(words[i >> 2]!)) i += 4
  }
  return i
}

/** Whether none of four bytes is 0 (Warren, Hacker's Delight, 6-1). */
function hasNoZero(four: number): boolean {
  return ((four - 0x01010101) & ~four & 0x80808080) === 0
}

/** In place, along an axis that is not the last: its values lie `stride` apart. */
function sweepAxis(values: Float64Array, side: number, stride: number, pixelSize: number): void {
  const envelope = createEnvelope(side, pixelSize)
  const line = new Float64Array(side)
  const lowest = new Float64Array(side)
  for (let block = 0; block < values.length; block += side * stride)
    for (let first = block; first < block + stride; first++) {
      for (let q = 0, at = first; q < side; q++, at += stride) line[q] = values[at]!
      envelope.writeSquares(line, lowest, 0)
      for (let q = 0, at = first; q < side; q++, at += stride)
        if (line[q] !== 0) values[at] = lowest[q]!
    }
}
