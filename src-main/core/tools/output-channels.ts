/** A network's output tensor as channels of planes or stacks. */
import { TouchstoneError } from '../errors.ts'
import type { NetworkOutput } from '../instances/decode.ts'
import { type Tensor, transposeTensor } from '../inference/tensor.ts'

/** Axes may be batch (of one), channel, z, y, x in any order; others throw `axes-mismatch`. */
export function outputChannels(tensor: Tensor | undefined): NetworkOutput {
  if (!tensor) throw new TouchstoneError('model-invalid', 'The model gave no output.')
  const spatial = ['z', 'y', 'x'].filter((axis) => tensor.axes.includes(axis))
  const others = tensor.axes.filter((axis) => !spatial.includes(axis) && axis !== 'channel')
  const sizeOf = (axis: string): number => tensor.shape[tensor.axes.indexOf(axis)] ?? 1
  const foreign = others.filter((axis) => sizeOf(axis) !== 1)
  if (foreign.length > 0 || !spatial.includes('y') || !spatial.includes('x')) {
    const axes = tensor.axes.map((axis) => `${axis} ${sizeOf(axis)}`).join(', ')
    throw new TouchstoneError(
      'axes-mismatch',
      `The model's output has the axes ${axes}; an image has channel, z, y and x, and a batch of one.`,
    )
  }
  const channelAxes = tensor.axes.includes('channel') ? ['channel'] : []
  const ordered = transposeTensor(tensor, [...others, ...channelAxes, ...spatial])
  const shape = spatial.map(sizeOf)
  const length = shape.reduce((product, side) => product * side, 1)
  const channels = Array.from({ length: ordered.data.length / length }, (_, index) => ({
    shape,
    data: realPart(ordered.data.subarray(index * length, (index + 1) * length)),
  }))
  // A plane is [y, x] even where the network has a z axis of one.
  const isPlane = shape.length === 3 && shape[0] === 1
  return {
    channels: isPlane ? channels.map(({ data }) => ({ shape: shape.slice(1), data })) : channels,
  }
}

function realPart(data: Tensor['data']): Float32Array | Float64Array {
  return data instanceof Float32Array || data instanceof Float64Array
    ? data
    : Float64Array.from(data)
}
