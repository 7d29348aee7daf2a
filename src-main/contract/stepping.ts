/** Which planes come next when a person steps through a stack: the next ones in the same direction. */

interface PlaneIndex {
  readonly t: number
  readonly c: number
  readonly z: number
}

/** A longer way than this many planes at once is a jump, which says nothing of the next one. */
const longestStep = 3
const planesAhead = 2
/** Stacks whose last plane is remembered. */
const mostStacks = 200

export interface Stepping {
  /** Planes to read ahead after `plane` of `stack` was asked for, nearest first; none where nobody steps. */
  after(stack: string, plane: PlaneIndex, size: PlaneIndex): readonly PlaneIndex[]
}

interface Way {
  readonly axis: keyof PlaneIndex
  readonly sign: 1 | -1
}

export function createStepping(): Stepping {
  const last = new Map<string, { readonly plane: PlaneIndex; readonly way: Way | null }>()
  return {
    after(stack, plane, size) {
      const before = last.get(stack)
      const way = before === undefined ? null : wayBetween(before.plane, plane, before.way)
      last.delete(stack)
      last.set(stack, { plane, way })
      const [oldest] = last.keys()
      if (last.size > mostStacks && oldest !== undefined) last.delete(oldest)
      if (way === null) return []
      return Array.from({ length: planesAhead }, (_, index) => ({
        ...plane,
        [way.axis]: plane[way.axis] + way.sign * (index + 1),
      })).filter((next) => next[way.axis] >= 0 && next[way.axis] < size[way.axis])
    },
  }
}

/** Other tiles of the same plane leave the way as it was. */
function wayBetween(from: PlaneIndex, to: PlaneIndex, known: Way | null): Way | null {
  const moved = (['t', 'c', 'z'] as const).filter((axis) => from[axis] !== to[axis])
  const [axis] = moved
  if (axis === undefined) return known
  const step = to[axis] - from[axis]
  if (moved.length > 1 || axis === 'c' || Math.abs(step) > longestStep) return null
  return { axis, sign: step > 0 ? 1 : -1 }
}
