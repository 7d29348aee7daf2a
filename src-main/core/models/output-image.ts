/** A network's output as an image: channels first, batch and other axes of size 1 left out. */
import { castTensor, transposeTensor, type Tensor } from '../inference/tensor.ts'

export interface OutputImage {
  readonly axes: 'cyx' | 'czyx'
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Null where the output is no image (a vector of classes, boxes). */
export function outputImage(tensor: Tensor): OutputImage | null {
  const has = (axis: string) => tensor.axes.includes(axis)
  if (!has('y') || !has('x')) return null
  const wanted = ['channel', 'z', 'y', 'x'].filter(has)
  const others = tensor.axes.filter((axis) => !wanted.includes(axis))
  if (others.some((axis) => tensor.shape[tensor.axes.indexOf(axis)] !== 1)) return null
  const ordered = transposeTensor(castTensor(tensor, 'float32'), [...others, ...wanted])
  const sizes = ordered.shape.slice(others.length)
  return {
    axes: has('z') ? 'czyx' : 'cyx',
    shape: has('channel') ? sizes : [1, ...sizes],
    data: ordered.data as Float32Array,
  }
}
