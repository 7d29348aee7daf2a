/**
 * Maximal stretches of equal pixels within the rows of an image, in scan order; background is in none. Rows
 * are the lines of the last axis.
 */
import type { LabelImage, Mask } from '../images/types.ts'

export interface Runs {
  /** First and one past the last column of each. */
  readonly start: Int32Array
  readonly end: Int32Array
  /** Label of each; 1 in a mask. */
  readonly value: Uint32Array
  /** First run of each row; one entry more than rows. */
  readonly firstOfRow: Int32Array
}

/** Foreground of a mask: every pixel that is not 0. */
export function runsOfMask({ shape, data }: Mask): Runs {
  const width = shape.at(-1) ?? 0
  const list = createRunList()
  const at = createFinder(data)
  const rows = width === 0 ? 0 : data.length / width
  const firstOfRow = new Int32Array(rows + 1)
  for (let row = 0, first = 0; row < rows; row++, first += width) {
    const stop = first + width
    for (let start = at.foreground(first, stop); start < stop;) {
      const end = at.background(start, stop)
      list.add(start - first, end - first, 1)
      start = at.foreground(end, stop)
    }
    firstOfRow[row + 1] = list.count()
  }
  return { ...list.arrays(), firstOfRow }
}

export function runsOfLabels({ shape, data }: LabelImage): Runs {
  const width = shape.at(-1) ?? 0
  const list = createRunList()
  const rows = width === 0 ? 0 : data.length / width
  const firstOfRow = new Int32Array(rows + 1)
  for (let row = 0, first = 0; row < rows; row++, first += width) {
    const stop = first + width
    for (let start = first, end = first; start < stop; start = end) {
      const value = data[start]!
      for (end = start + 1; end < stop && data[end] === value;) end++
      if (value !== 0) list.add(start - first, end - first, value)
    }
    firstOfRow[row + 1] = list.count()
  }
  return { ...list.arrays(), firstOfRow }
}

/** Walks a mask four pixels at a time where they are alike. Both give `stop` when there is none. */
function createFinder(data: Uint8Array) {
  const hasWords = data.byteOffset % 4 === 0
  const words = hasWords
    ? new Uint32Array(data.buffer, data.byteOffset, data.length >> 2)
    : new Uint32Array(0)
  return {
    foreground(from: number, stop: number): number {
      let i = from
      while (i < stop && data[i] === 0) {
        i++
        if ((i & 3) === 0 && hasWords) while (i + 4 <= stop && words[i >> 2] === 0) i += 4
      }
      return i
    },
    background(from: number, stop: number): number {
      let i = from
      while (i < stop && data[i] !== 0) {
        i++
        if ((i & 3) === 0 && hasWords) while (i + 4 <= stop && hasNoZero(words[i >> 2]!)) i += 4
      }
      return i
    },
  }
}

/** Whether none of four bytes is 0 (Warren, Hacker's Delight, 6-1). */
function hasNoZero(four: number): boolean {
  return ((four - 0x01010101) & ~four & 0x80808080) === 0
}

function createRunList() {
  let start = new Int32Array(1024)
  let end = new Int32Array(1024)
  let value = new Uint32Array(1024)
  let count = 0
  const grow = (): void => {
    const [starts, ends, values] = [start, end, value]
    start = new Int32Array(2 * count)
    end = new Int32Array(2 * count)
    value = new Uint32Array(2 * count)
    start.set(starts)
    end.set(ends)
    value.set(values)
  }
  return {
    add(from: number, to: number, label: number): void {
      if (count === start.length) grow()
      start[count] = from
      end[count] = to
      value[count++] = label
    },
    count: () => count,
    arrays: () => ({
      start: start.subarray(0, count),
      end: end.subarray(0, count),
      value: value.subarray(0, count),
    }),
  }
}
