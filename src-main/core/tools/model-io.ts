/** What a model's description says about the image it takes and the channels it gives. Pure. */
import type { Decoding } from '../../contract/tool-file.ts'
import type { Task } from '../../contract/words.ts'
import type { AxisSpec } from '../inference/tensor-spec.ts'
import type { ModelDescription, ModelTensor } from '../models/description.ts'
import { statedDecoding } from './default-decoding.ts'

export interface ModelSignature {
  readonly name: string
  /** Channels that the network takes. */
  readonly inputChannels: number
  readonly outputChannels: readonly string[]
  /** 3 when the network takes z stacks. */
  readonly dimensions: 2 | 3
  readonly config: unknown
  /** The output has no image axes: it tells what the image shows. */
  readonly classifies: boolean
  /** Names that the description gives the output's channels, not those that stand in for them. */
  readonly classNames: readonly string[]
  /** What the output's postprocessing says, where it makes objects. */
  readonly decoding?: Decoding
  /** Why no image can be given to it, else null. */
  readonly unusable: string | null
}

export function modelSignature(description: ModelDescription): ModelSignature {
  const { name, config, inputs, outputs } = description
  const [input] = inputs.filter((tensor) => !tensor.optional)
  const [output] = outputs
  const spatial = input ? spatialIds(input) : []
  return {
    name,
    config,
    classifies: output !== undefined && isClasses(output),
    classNames: output?.axes.find(({ type }) => type === 'channel')?.channelNames ?? [],
    ...(output?.decoding ? { decoding: output.decoding } : {}),
    inputChannels: input ? channelCount(input) : 0,
    outputChannels: output ? channelNames(output) : [],
    dimensions: spatial.includes('z') ? 3 : 2,
    unusable: whyUnusable(description),
  }
}

/** A stated decoding tells the tasks; without one, a single channel may be anything that an image can be. */
export function modelTasks(signature: ModelSignature): Task[] {
  const stated = statedDecoding(signature)
  if (signature.classifies || stated?.method === 'classes') return ['classification']
  if (stated)
    return stated.method === 'none' ? ['restoration'] : ['instances', 'semantic', 'detection']
  return signature.outputChannels.length === 1
    ? ['instances', 'semantic', 'detection', 'restoration']
    : ['instances', 'semantic', 'detection']
}

function whyUnusable({ name, inputs, outputs }: ModelDescription): string | null {
  const needed = inputs.filter((tensor) => !tensor.optional)
  const [input] = needed
  const [output] = outputs
  if (!input || !output) return `${name} has no input or no output.`
  if (needed.length > 1) {
    return `${name} takes ${needed.length} inputs (${needed.map(({ id }) => id).join(', ')}); only models of one image are run.`
  }
  for (const [tensor, side] of [
    [input, 'input'],
    [output, 'output'],
  ] as const) {
    if (side === 'output' && isClasses(tensor)) continue
    const ids = spatialIds(tensor)
    if (!ids.includes('y') || !ids.includes('x')) {
      const axes = tensor.axes.map(({ id }) => id).join(', ')
      return `The ${side} ${tensor.id} of ${name} has the axes ${axes}; an image needs y and x.`
    }
  }
  return null
}

/** One vector of values for the whole image. */
function isClasses({ axes }: ModelTensor): boolean {
  const others = axes.filter(({ type }) => type !== 'batch')
  return axes.length === 2 && others.length === 1 && ['channel', 'index'].includes(others[0]!.type)
}

function spatialIds(tensor: ModelTensor): string[] {
  return tensor.axes.filter(({ type }) => type === 'space').map(({ id }) => id)
}

function channelCount(tensor: ModelTensor): number {
  const axis = tensor.axes.find(({ type }) => type === 'channel')
  return axis ? sizeOf(axis) : 1
}

function channelNames(tensor: ModelTensor): string[] {
  const axis = tensor.axes.find(({ type }) => type === 'channel')
  if (!axis) return [tensor.id]
  if (axis.channelNames.length > 0) return [...axis.channelNames]
  return Array.from({ length: sizeOf(axis) }, (_, index) => `channel ${index}`)
}

function sizeOf({ size, channelNames: names }: AxisSpec): number {
  if (size.kind === 'fixed') return size.value
  return size.kind === 'parametrised' ? size.min : Math.max(1, names.length)
}
