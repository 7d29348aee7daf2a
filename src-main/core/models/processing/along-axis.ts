/** Parameters that are one number for all, or a list along one axis. */
import { TouchstoneError } from '../../errors.ts'
import { axisIndex, type Tensor } from '../../inference/tensor.ts'
import { axisGroups } from './axis-groups.ts'

/**
 * Calls `visit` for consecutive elements that share an index along `axis` (0 where `axis` is null).
 * A list whose length is neither 1 nor the size of the axis is an error.
 */
export function forEachAlong(
  operation: string,
  tensor: Tensor,
  axis: string | null,
  lists: readonly (readonly number[])[],
  visit: (index: number, start: number, end: number) => void,
): void {
  const size = axis === null ? 1 : tensor.shape[axisIndex(tensor, axis)]!
  for (const list of lists) {
    if (list.length === size || list.length === 1) continue
    throw new TouchstoneError(
      'shape-mismatch',
      `${operation} lists ${list.length} values, but the axis ${axis ?? '(none)'} has size ${size}.`,
    )
  }
  const others = tensor.axes.filter((name) => name !== axis)
  axisGroups(tensor, axis === null ? tensor.axes : others).forEachRun(visit)
}

/** Entry `index` of a list, or its only entry. */
export function entryAt(list: readonly number[], index: number): number {
  return list.length === 1 ? list[0]! : list[index]!
}
