/**
 * A description against the graph it describes. Tensors correspond by order, as in bioimageio.core;
 * names that disagree are said. A size the graph fixes wins over a range in the description.
 */
import { TouchstoneError } from '../errors.ts'
import type { GraphValue } from '../inference/ort-tensor.ts'
import type { AxisSpec } from '../inference/tensor-spec.ts'
import type { DescriptionWarning, ModelDescription, ModelTensor } from './description.ts'

export interface Graph {
  readonly inputs: readonly GraphValue[]
  readonly outputs: readonly GraphValue[]
}

export interface FittedModel {
  readonly model: ModelDescription
  readonly warnings: readonly DescriptionWarning[]
}

/** Formats whose tensors have no names of their own. */
const withoutNames: readonly string[] = ['bare-onnx', 'czann']

export function fitGraph(model: ModelDescription, graph: Graph): FittedModel {
  if (graph.inputs.length !== model.inputs.length) {
    throw mismatch(model, 'inputs', model.inputs.length, graph.inputs.length)
  }
  if (graph.outputs.length < model.outputs.length) {
    throw mismatch(model, 'outputs', model.outputs.length, graph.outputs.length)
  }
  const warnings: DescriptionWarning[] = []
  const namesTensors = !withoutNames.includes(model.formatVersion)
  const inputs = model.inputs.map((tensor, index) => {
    const value = graph.inputs[index]!
    if (namesTensors) noteName(warnings, tensor, value)
    return { ...tensor, axes: fitAxes(model, warnings, tensor, value) }
  })
  model.outputs.forEach((tensor, index) => {
    if (namesTensors) noteName(warnings, tensor, graph.outputs[index]!)
    requireRank(model, tensor, graph.outputs[index]!)
  })
  return { model: { ...model, inputs }, warnings }
}

function fitAxes(
  model: ModelDescription,
  warnings: DescriptionWarning[],
  tensor: ModelTensor,
  value: GraphValue,
): AxisSpec[] {
  requireRank(model, tensor, value)
  return tensor.axes.map((axis, position) => {
    const size = value.shape[position] ?? null
    if (size === null || axis.type === 'batch') return axis
    if (axis.size.kind === 'fixed' && axis.size.value !== size) {
      throw new TouchstoneError(
        'shape-mismatch',
        `The description of ${model.name} gives ${tensor.id} the size ${axis.size.value} along ${axis.id}, but the weights take ${size}.`,
      )
    }
    if (axis.size.kind === 'parametrised') {
      warnings.push({
        code: 'graph-fixes-size',
        message: `The description allows several sizes of ${tensor.id} along ${axis.id}, but the weights take only ${size}.`,
      })
    }
    return { ...axis, size: { kind: 'fixed', value: size } as const }
  })
}

function requireRank(model: ModelDescription, tensor: ModelTensor, value: GraphValue): void {
  // an empty shape is what the runtime reports where the graph states none
  if (value.shape.length === tensor.axes.length || value.shape.length === 0) return
  throw new TouchstoneError(
    'axes-mismatch',
    `The description of ${model.name} gives ${tensor.id} ${tensor.axes.length} axes (${tensor.axes
      .map((axis) => axis.id)
      .join(', ')}), but the weights have ${value.shape.length} dimensions there.`,
  )
}

function noteName(warnings: DescriptionWarning[], tensor: ModelTensor, value: GraphValue): void {
  if (tensor.id === value.name) return
  warnings.push({
    code: 'tensor-name',
    message: `The tensor ${tensor.id} is called ${value.name} in the weights; they were matched by order.`,
  })
}

function mismatch(
  model: ModelDescription,
  what: string,
  described: number,
  found: number,
): TouchstoneError {
  return new TouchstoneError(
    'model-not-runnable',
    `The description of ${model.name} has ${described} ${what}, but the weights have ${found}.`,
  )
}
