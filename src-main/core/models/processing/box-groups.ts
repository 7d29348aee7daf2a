/** Which groups of the whole tensor the groups of a box are. */
import { elementCount } from '../../inference/tensor.ts'
import { reflectedIndex } from '../../inference/reflect.ts'
import type { Tensor } from '../../inference/tensor.ts'

/** Where a box begins in a whole, and how large the whole is. */
export interface BoxInWhole {
  /** May be negative: what lies outside is mirrored. */
  readonly origin: readonly number[]
  readonly shape: readonly number[]
}

/** One entry per group of the box: its group in the whole. Null where both have the same groups. */
export function groupsOfBox(
  box: Pick<Tensor, 'axes' | 'shape'>,
  whole: BoxInWhole,
  reduced: readonly string[] | null,
): Int32Array | null {
  const { axes, shape } = box
  const kept = axes.flatMap((axis, index) =>
    (reduced ? reduced.includes(axis) : axis !== 'batch') ? [] : [index],
  )
  const isWhole = kept.every(
    (axis) => whole.origin[axis] === 0 && shape[axis] === whole.shape[axis],
  )
  if (isWhole) return null
  const groups = new Int32Array(elementCount(kept.map((axis) => shape[axis]!)))
  for (let group = 0; group < groups.length; group++) {
    let rest = group
    let stride = 1
    for (const axis of kept.toReversed()) {
      const index = rest % shape[axis]!
      rest = Math.floor(rest / shape[axis]!)
      const size = whole.shape[axis]!
      groups[group]! += stride * reflectedIndex(whole.origin[axis]! + index, size)
      stride *= size
    }
  }
  return groups
}

/** The box's share of one number per group of the whole. */
export function valuesOfBox(values: Float64Array, groups: Int32Array | null): Float64Array {
  return groups === null ? values : Float64Array.from(groups, (group) => values[group]!)
}
