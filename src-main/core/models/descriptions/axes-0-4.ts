/** Axes of format 0.4: a string of letters, with shape, halo and reference as lists beside it. */
import { z } from 'zod'
import type { AxisSize, AxisSpec, AxisType } from '../../inference/tensor-spec.ts'
import { addError, type Problems } from './problems.ts'

const letterAxes: Readonly<Record<string, { readonly id: string; readonly type: AxisType }>> = {
  b: { id: 'batch', type: 'batch' },
  i: { id: 'index', type: 'index' },
  t: { id: 'time', type: 'time' },
  c: { id: 'channel', type: 'channel' },
  z: { id: 'z', type: 'space' },
  y: { id: 'y', type: 'space' },
  x: { id: 'x', type: 'space' },
}

export const axesSchema04 = z
  .string()
  .regex(/^[bitczyx]+$/, 'must be letters of b, i, t, c, z, y, x')
  .refine((axes) => new Set(axes).size === axes.length, 'names an axis twice')

const sizes = z.array(z.number().int().positive())
export const inputShapeSchema04 = z.union([
  sizes,
  z.strictObject({ min: sizes, step: z.array(z.number().int().nonnegative()) }),
])
export const outputShapeSchema04 = z.union([
  sizes,
  z.strictObject({
    reference_tensor: z.string(),
    scale: z.array(z.number().nonnegative().nullable()),
    offset: z.array(z.number().multipleOf(0.5)),
  }),
])

export function axisNames04(axes: string): string[] {
  return [...axes].map((letter) => letterAxes[letter]!.id)
}

export function inputAxes04(
  problems: Problems,
  field: string,
  axes: string,
  shape: z.infer<typeof inputShapeSchema04>,
): AxisSpec[] {
  const length = Array.isArray(shape) ? shape.length : Math.min(shape.min.length, shape.step.length)
  requireLength(problems, `${field}.shape`, axes, length)
  return [...axes].map((letter, index) => {
    if (Array.isArray(shape)) return axisOf(letter, fixed(shape[index] ?? 1))
    const min = shape.min[index] ?? 1
    const step = shape.step[index] ?? 0
    if (letter === 'b' && (min !== 1 || step !== 0)) {
      addError(
        problems,
        `${field}.shape`,
        `the batch axis must have min 1 and step 0, not ${min} and ${step}`,
      )
    }
    return axisOf(letter, step === 0 ? fixed(min) : { kind: 'parametrised', min, step })
  })
}

/** `referencedAxes`: the letters of a tensor by name, for the sizes that follow from it. */
export function outputAxes04(
  problems: Problems,
  field: string,
  axes: string,
  shape: z.infer<typeof outputShapeSchema04>,
  halo: readonly number[] | null,
  referencedAxes: (tensor: string) => string | undefined,
): AxisSpec[] {
  if (halo) requireLength(problems, `${field}.halo`, axes, halo.length)
  if (Array.isArray(shape)) {
    requireLength(problems, `${field}.shape`, axes, shape.length)
    return [...axes].map((letter, index) => ({
      ...axisOf(letter, fixed(shape[index] ?? 1)),
      halo: halo?.[index] ?? 0,
    }))
  }
  requireLength(problems, `${field}.shape.scale`, axes, shape.scale.length)
  requireLength(problems, `${field}.shape.offset`, axes, shape.offset.length)
  const reference = referencedAxes(shape.reference_tensor)
  if (reference === undefined) {
    addError(
      problems,
      `${field}.shape.reference_tensor`,
      `there is no tensor ${shape.reference_tensor}`,
    )
  }
  return withReference(problems, field, axes, shape, halo, reference ?? axes)
}

/** A null scale makes an axis that the reference lacks; the others correspond in order. */
function withReference(
  problems: Problems,
  field: string,
  axes: string,
  shape: Exclude<z.infer<typeof outputShapeSchema04>, readonly unknown[]>,
  halo: readonly number[] | null,
  reference: string,
): AxisSpec[] {
  const old = shape.scale.filter((scale) => scale !== null).length
  if (old !== reference.length) {
    addError(
      problems,
      `${field}.shape`,
      `refers to ${shape.reference_tensor} with ${reference.length} axes, but scales ${old}`,
    )
  }
  let next = 0
  return [...axes].map((letter, index) => {
    const scale = shape.scale[index] ?? null
    const offset = 2 * (shape.offset[index] ?? 0)
    const axis = scale === null ? undefined : reference[next++]
    const size: AxisSize =
      axis === undefined || scale === null || scale === 0 || letter === 'b'
        ? letter === 'b'
          ? { kind: 'any' }
          : fixed(offset)
        : {
            kind: 'reference',
            tensor: shape.reference_tensor,
            axis: letterAxes[axis]!.id,
            factor: scale,
            offset,
          }
    if (size.kind === 'fixed' && size.value < 1) {
      addError(
        problems,
        `${field}.shape.offset.${index}`,
        `gives the axis ${letter} the size ${size.value}`,
      )
    }
    return { ...axisOf(letter, size), halo: halo?.[index] ?? 0 }
  })
}

function requireLength(problems: Problems, field: string, axes: string, length: number): void {
  if (length !== axes.length) {
    addError(problems, field, `has ${length} entries, but the axes are "${axes}"`)
  }
}

function fixed(value: number): AxisSize {
  return { kind: 'fixed', value }
}

function axisOf(letter: string, size: AxisSize): AxisSpec {
  const { id, type } = letterAxes[letter]!
  return { id, type, size, scale: 1, unit: null, halo: 0, channelNames: [] }
}
