/**
 * Elements that share a statistic: those that differ only along the reduced axes. `[y, x]` on a
 * (batch, channel, y, x) tensor makes one group per batch item and channel.
 */
import { axisIndex, elementCount, type Tensor } from '../../inference/tensor.ts'

export interface AxisGroups {
  readonly count: number
  /** Elements per group; all groups are equally large. */
  readonly size: number
  /** Calls `visit` for stretches of consecutive elements that belong to one group, in memory order. */
  forEachRun(visit: (group: number, start: number, end: number) => void): void
}

/**
 * `reduced` null: all axes of one sample, that is every axis but `batch`. The batch may be named where the
 * tensor has none: it is one sample then.
 */
export function axisGroups(
  tensor: Pick<Tensor, 'axes' | 'shape'>,
  reduced: readonly string[] | null,
): AxisGroups {
  const { axes, shape } = tensor
  const names = reduced ?? axes.filter((axis) => axis !== 'batch')
  const isReduced = axes.map(() => false)
  for (const name of names)
    if (name !== 'batch' || axes.includes(name)) isReduced[axisIndex(tensor, name)] = true
  const groupStrides = groupStridesOf(shape, isReduced)
  const count = elementCount(shape.filter((_, axis) => !isReduced[axis]))
  const total = elementCount(shape)

  let outerRank = axes.length
  while (outerRank > 0 && isReduced[outerRank - 1]) outerRank--
  const run = elementCount(shape.slice(outerRank))

  return {
    count,
    size: count === 0 ? 0 : total / count,
    forEachRun(visit) {
      const position = new Array<number>(outerRank).fill(0)
      let group = 0
      for (let start = 0; start < total; start += run) {
        visit(group, start, start + run)
        for (let axis = outerRank - 1; axis >= 0; axis--) {
          group += groupStrides[axis]!
          if (++position[axis]! < shape[axis]!) break
          group -= groupStrides[axis]! * shape[axis]!
          position[axis] = 0
        }
      }
    },
  }
}

function groupStridesOf(shape: readonly number[], isReduced: readonly boolean[]): number[] {
  const strides = new Array<number>(shape.length).fill(0)
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (isReduced[axis]) continue
    strides[axis] = stride
    stride *= shape[axis]!
  }
  return strides
}
