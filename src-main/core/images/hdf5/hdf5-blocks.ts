/** Which blocks of a dataset are asked for, so that a large one is read in pieces of a few megabytes. */
import { product } from '../pixel-types.ts'
import { unravel } from '../unravel.ts'

/** A part of a dataset: first index and number of values along each of its axes. */
export interface Block {
  readonly offset: readonly number[]
  readonly count: readonly number[]
}

/** One question asks for no more. */
export const pieceBytes = 32 * 2 ** 20

/** Rows to read at once, whole rows of chunks where that fits. */
export function bandRows(rowBytes: number, chunkRows: number): number {
  const rows = Math.max(1, Math.floor(pieceBytes / rowBytes))
  return rows > chunkRows ? rows - (rows % chunkRows) : rows
}

/** Blocks of at most `pieceBytes` that follow each other in C order, on chunk borders where that fits. */
export function* blocksInOrder(
  shape: readonly number[],
  chunks: readonly number[] | null,
  bytesPerPixel: number,
): Generator<Block> {
  const innerBytes = (axis: number): number => product(shape.slice(axis + 1)) * bytesPerPixel
  const axis = Math.max(
    0,
    shape.findIndex((_, i) => innerBytes(i) <= pieceBytes),
  )
  const fitting = Math.max(1, Math.floor(pieceBytes / innerBytes(axis)))
  const chunk = chunks?.[axis] ?? 1
  const step = fitting > chunk ? fitting - (fitting % chunk) : fitting
  const outer = shape.slice(0, axis)
  const whole = shape.slice(axis + 1)
  for (let i = 0; i < product(outer); i++) {
    const at = unravel(i, outer)
    for (let start = 0; start < shape[axis]!; start += step) {
      const count = Math.min(step, shape[axis]! - start)
      yield {
        offset: [...at, start, ...whole.map(() => 0)],
        count: [...outer.map(() => 1), count, ...whole],
      }
    }
  }
}
