/** Pre- and postprocessing of a described model, bound to its tensors. */
import { TouchstoneError } from '../errors.ts'
import type { TensorSpec } from '../inference/tensor-spec.ts'
import type { Tensor } from '../inference/tensor.ts'
import type { ModelDescription, ModelTensor } from './description.ts'
import { applyDeviating } from './processing/apply-deviating.ts'
import type { Deviation } from './processing/deviations.ts'
import type { Operation } from './processing/operation.ts'
import type { References } from './processing/references.ts'

/** A model on whole tensors in memory; `tiledModel` is its counterpart for images of any size. */
export interface RunnableModel {
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
  preprocess(inputs: readonly Tensor[]): Tensor[]
  /** `inputs` are the samples as they were given, for statistics that refer to them. */
  postprocess(outputs: readonly Tensor[], inputs: readonly Tensor[]): Tensor[]
}

export interface RunnableOptions {
  /** Steps as another program takes them, for diagnosis; none where absent. */
  readonly deviations?: ReadonlySet<Deviation>
  /** Sees the tensor behind each step. */
  readonly onStep?: (spec: ModelTensor, operation: Operation, after: Tensor) => void
}

const asSpecified: ReadonlySet<Deviation> = new Set()

export function runnableModel(
  model: ModelDescription,
  { deviations = asSpecified, onStep }: RunnableOptions = {},
): RunnableModel {
  const apply = (spec: ModelTensor, tensor: Tensor, references: References): Tensor =>
    applyDeviating(tensor, spec.operations, references, deviations, (operation, after) =>
      onStep?.(spec, operation, after),
    )
  const referencesOf = (inputs: readonly Tensor[]): References =>
    new Map(model.inputs.map((spec, index) => [spec.id, inputs[index]!]))
  return {
    inputs: model.inputs,
    outputs: model.outputs,
    preprocess(inputs) {
      const references = referencesOf(inputs)
      return model.inputs.map((spec, index) => {
        const tensor = inputs[index]!
        requireRepresentable(spec, tensor)
        return apply(spec, tensor, references)
      })
    },
    postprocess(outputs, inputs) {
      const references = referencesOf(inputs)
      return model.outputs.map((spec, index) => apply(spec, outputs[index]!, references))
    },
  }
}

/** Notes for the record about statistics that the description asks for in another way than per image. */
export function processingNotes(model: ModelDescription): string[] {
  const notes: string[] = []
  for (const tensor of [...model.inputs, ...model.outputs]) {
    for (const operation of tensor.operations) {
      if (!('axes' in operation)) continue
      if (operation.axes?.includes('batch')) {
        notes.push(
          `${operation.kind} of ${tensor.id} asks for statistics over the dataset; they are taken over each image.`,
        )
      }
      const needsAxes = operation.kind !== 'clip' || operation.minPercentile !== null
      if (operation.axes === null && needsAxes) {
        notes.push(
          `${operation.kind} of ${tensor.id} names no axes; all axes of one image are used.`,
        )
      }
    }
  }
  return notes
}

const largest: Readonly<Record<string, number>> = {
  uint8: 255,
  int8: 127,
  uint16: 65_535,
  int16: 32_767,
}

/** A 16-bit image would wrap around in a cast to 8 bits: refused rather than turned into noise. */
export function requireRepresentable(spec: ModelTensor, tensor: Tensor): void {
  const limit = largest[spec.dtype]
  if (limit === undefined || tensor.dtype === spec.dtype) return
  const lowest = spec.dtype.startsWith('u') ? 0 : -limit - 1
  for (const value of tensor.data) {
    if (value <= limit && value >= lowest) continue
    throw new TouchstoneError(
      'dtype-mismatch',
      `The input ${spec.id} is described as ${spec.dtype} (${lowest} to ${limit}), but the image holds the value ${value}. Scale the image to that range first.`,
    )
  }
}
