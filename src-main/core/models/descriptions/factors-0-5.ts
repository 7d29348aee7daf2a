/**
 * Size references of 0.5 compare physical lengths: size = floor(referenced size * its scale / own scale
 * + offset). This fills in that factor from the axis the reference points at.
 */
import type { AxisSpec, TensorSpec } from '../../inference/tensor-spec.ts'
import { addError, type Problems } from './problems.ts'

export function resolveFactors05(
  problems: Problems,
  field: string,
  axes: readonly AxisSpec[],
  all: readonly TensorSpec[],
): AxisSpec[] {
  return axes.map((axis, index) => {
    if (axis.size.kind !== 'reference') return axis
    const { tensor, axis: id } = axis.size
    const target = all
      .find((candidate) => candidate.id === tensor)
      ?.axes.find((candidate) => candidate.id === id)
    if (!target) return axis // reported by checkReferences
    if (target.unit !== axis.unit) {
      addError(
        problems,
        `${field}.${index}.size`,
        `refers to ${tensor}.${id} in ${target.unit ?? 'pixels'}, but this axis is in ${axis.unit ?? 'pixels'}`,
      )
    }
    return { ...axis, size: { ...axis.size, factor: target.scale / axis.scale } }
  })
}
