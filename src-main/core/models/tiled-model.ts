/** A described model for images of any size: its processing bound to boxes of its tensors. */
import { TouchstoneError } from '../errors.ts'
import type { BoxStep, TiledModel } from '../inference/run-model.ts'
import type { TensorReader } from '../inference/tensor-reader.ts'
import type { ModelDescription, ModelTensor } from './description.ts'
import {
  needsTheWhole,
  pointwiseSteps,
  prepareOperations,
  type ReferenceReaders,
} from './processing/prepare-operations.ts'
import { requireRepresentable } from './runnable-model.ts'

/** @throws TouchstoneError 'model-not-runnable' for a softmax along an axis that is cut into tiles. */
export function tiledModel(model: ModelDescription): TiledModel {
  for (const tensor of [...model.inputs, ...model.outputs]) requireWholeSoftmax(model, tensor)
  return {
    inputs: model.inputs,
    outputs: model.outputs,
    async prepare(inputs) {
      const references: ReferenceReaders = new Map(
        model.inputs.map((spec, index) => [spec.id, inputs[index]!]),
      )
      const before: BoxStep[] = []
      for (const [index, spec] of model.inputs.entries())
        before.push(await preprocessing(spec, inputs[index]!, references))
      return {
        before,
        after: model.outputs.map(({ operations }) => pointwiseSteps(leading(operations))),
        isFinal: model.outputs.map(({ operations }) => !operations.some(needsTheWhole)),
        async finish(output, whole) {
          const { operations } = model.outputs[output]!
          const rest = operations.slice(leading(operations).length)
          if (rest.length === 0) return whole
          return (await prepareOperations(rest, whole, references)).result
        },
      }
    },
  }
}

async function preprocessing(
  spec: ModelTensor,
  input: TensorReader,
  references: ReferenceReaders,
): Promise<BoxStep> {
  const { step } = await prepareOperations(spec.operations, input, references)
  return (box, origin) => {
    requireRepresentable(spec, box)
    return step(box, origin)
  }
}

/** The steps before the first one that needs statistics of the whole output. */
function leading(operations: ModelTensor['operations']): ModelTensor['operations'] {
  const first = operations.findIndex(needsTheWhole)
  return first < 0 ? operations : operations.slice(0, first)
}

function requireWholeSoftmax({ name }: ModelDescription, { id, axes, operations }: ModelTensor) {
  for (const operation of operations) {
    if (operation.kind !== 'softmax') continue
    const axis = axes.find((candidate) => candidate.id === operation.axis)
    if (axis?.type !== 'space' && axis?.type !== 'time') continue
    throw new TouchstoneError(
      'model-not-runnable',
      `${name} asks for a softmax of ${id} along ${operation.axis}, an axis of the image; it cannot be computed tile by tile.`,
    )
  }
}
