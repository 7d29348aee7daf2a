/** Rectangular parts of n-dimensional arrays, copied between any layouts. Hot loops: index arithmetic only. */
import type { PixelArray } from '../types.ts'

/** Where a box lies in an array: the place of its first value, and the step along each axis. */
export interface Placement {
  readonly offset: number
  readonly strides: readonly number[]
}

const shortestBulkRun = 16

/** Copies `count[0] x count[1] x ...` values; both arrays have the same type. */
export function copyBox(
  source: PixelArray,
  from: Placement,
  target: PixelArray,
  to: Placement,
  count: readonly number[],
): void {
  const axes = mergedAxes(count, from.strides, to.strides)
  const { count: length, from: step, to: targetStep } = axes.pop() ?? { count: 1, from: 1, to: 1 }
  const isRun = step === 1 && targetStep === 1 && length >= shortestBulkRun
  const numbers = source as Uint8Array
  const out = target as Uint8Array
  forEachRow(axes, from.offset, to.offset, (at, targetAt) => {
    if (isRun) out.set(numbers.subarray(at, at + length), targetAt)
    else {
      for (let i = 0; i < length; i++) out[targetAt + i * targetStep] = numbers[at + i * step]!
    }
  })
}

export function fillBox(
  target: PixelArray,
  to: Placement,
  count: readonly number[],
  value: number | bigint,
): void {
  const axes = mergedAxes(count, to.strides, to.strides)
  const { count: length, to: step } = axes.pop() ?? { count: 1, to: 1 }
  const out = target as Uint8Array
  const filling = value as number
  forEachRow(axes, 0, to.offset, (_, at) => {
    if (step === 1) out.fill(filling, at, at + length)
    else for (let i = 0; i < length; i++) out[at + i * step] = filling
  })
}

/** In C order. */
export function cOrderStrides(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1)
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = strides[axis + 1]! * shape[axis + 1]!
  }
  return strides
}

interface CopyAxis {
  count: number
  from: number
  to: number
}

/** Axes of one value are dropped, and neighbours that lie without gaps in both arrays become one. */
function mergedAxes(
  count: readonly number[],
  from: readonly number[],
  to: readonly number[],
): CopyAxis[] {
  const axes: CopyAxis[] = []
  for (let axis = 0; axis < count.length; axis++) {
    const next = { count: count[axis]!, from: from[axis]!, to: to[axis]! }
    if (next.count === 1) continue
    const last = axes.at(-1)
    if (last?.from === next.from * next.count && last.to === next.to * next.count) {
      axes[axes.length - 1] = { ...next, count: last.count * next.count }
    } else {
      axes.push(next)
    }
  }
  return axes
}

function forEachRow(
  axes: readonly CopyAxis[],
  from: number,
  to: number,
  copyRow: (from: number, to: number) => void,
): void {
  const index = axes.map(() => 0)
  for (;;) {
    copyRow(from, to)
    let axis = axes.length - 1
    for (; axis >= 0; axis--) {
      const { count, from: step, to: targetStep } = axes[axis]!
      from += step
      to += targetStep
      if (++index[axis]! < count) break
      from -= step * count
      to -= targetStep * count
      index[axis] = 0
    }
    if (axis < 0) return
  }
}
