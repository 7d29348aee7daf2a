/** An image as the input tensor of a network: axes in the description's order, what is missing of size 1. */
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import { transposeTensor, type Tensor } from '../inference/tensor.ts'
import type { AxisSpec } from '../inference/tensor-spec.ts'
import type { ModelDescription, ModelTensor } from './description.ts'

/** One plane or volume; values as stored in the file, channels first. */
export interface ImageForModel {
  readonly axes: 'yx' | 'cyx' | 'zyx' | 'czyx'
  readonly shape: readonly number[]
  readonly data: Float32Array | Float64Array | Uint8Array | Uint16Array
}

/** What a model wants to see, or why no image can be bound to it. */
export interface ImageInput {
  readonly tensor: ModelTensor
  readonly channels: number
  /** The network takes a z stack at once. */
  readonly isVolume: boolean
}

/** @throws TouchstoneError model-no-image-input, model-not-runnable (several inputs). */
export function imageInputOf(model: ModelDescription): ImageInput {
  const [tensor, ...others] = model.inputs
  if (!tensor || others.length > 0) {
    throw new TouchstoneError(
      'model-not-runnable',
      `${model.name} takes ${model.inputs.length} inputs (${model.inputs
        .map((input) => input.id)
        .join(', ')}); only models with one image input can be evaluated here.`,
    )
  }
  const ids = tensor.axes.map((axis) => axis.id)
  if (!ids.includes('y') || !ids.includes('x')) {
    throw new TouchstoneError(
      'model-no-image-input',
      `The input ${tensor.id} of ${model.name} has the axes ${ids.join(', ')}; an image needs y and x.`,
    )
  }
  for (const axis of tensor.axes) requireKnown(model, tensor, axis)
  const channel = tensor.axes.find((axis) => axis.type === 'channel')
  return {
    tensor,
    channels: channel?.size.kind === 'fixed' ? channel.size.value : 1,
    isVolume: ids.includes('z'),
  }
}

export function bindImage(model: ModelDescription, image: ImageForModel): Tensor {
  const { tensor, channels, isVolume } = imageInputOf(model)
  const found = image.axes.startsWith('c') ? image.shape[0]! : 1
  if (found !== channels) {
    throw new TouchstoneError(
      'axes-mismatch',
      `${model.name} takes ${counted(channels, 'channel')}, but ${found} were given. State which channels of the image it should see.`,
    )
  }
  if (isVolume !== image.axes.includes('z')) {
    throw new TouchstoneError(
      'axes-mismatch',
      `${model.name} takes ${isVolume ? 'z stacks' : 'single planes'}, but the image has the axes ${image.axes}.`,
    )
  }
  const present = [...image.axes].map((letter) => (letter === 'c' ? 'channel' : letter))
  const hasChannel = tensor.axes.some((axis) => axis.id === 'channel')
  const kept = present.filter((axis) => axis !== 'channel' || hasChannel)
  const shape = image.shape.filter((_, index) => present[index] !== 'channel' || hasChannel)
  const missing = tensor.axes.map((axis) => axis.id).filter((id) => !kept.includes(id))
  const whole: Tensor = {
    axes: [...missing, ...kept],
    shape: [...missing.map(() => 1), ...shape],
    ...typed(image.data),
  }
  return transposeTensor(
    whole,
    tensor.axes.map((axis) => axis.id),
  )
}

function typed(data: ImageForModel['data']): Pick<Tensor, 'dtype' | 'data'> {
  if (data instanceof Float32Array) return { dtype: 'float32', data }
  if (data instanceof Float64Array) return { dtype: 'float64', data }
  return data instanceof Uint8Array ? { dtype: 'uint8', data } : { dtype: 'uint16', data }
}

function requireKnown(model: ModelDescription, tensor: ModelTensor, axis: AxisSpec): void {
  if (['batch', 'channel', 'z', 'y', 'x'].includes(axis.id)) return
  if (axis.size.kind === 'fixed' && axis.size.value === 1) return
  throw new TouchstoneError(
    'model-not-runnable',
    `The input ${tensor.id} of ${model.name} has an axis ${axis.id} that no axis of an image can be mapped to.`,
  )
}
