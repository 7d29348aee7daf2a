/**
 * A tensor that is read box by box, so that an image larger than memory can be normalised, cut into tiles
 * and put together again. What is in memory anyway reads the same way.
 */
import { copyBox } from './copy-block.ts'
import { allocate, elementCount, type Tensor, type TensorData, type TensorType } from './tensor.ts'

/** First element and size along every axis. */
export interface Box {
  readonly start: readonly number[]
  readonly size: readonly number[]
}

export interface TensorReader {
  readonly axes: readonly string[]
  readonly shape: readonly number[]
  readonly dtype: TensorType
  /** All values in C order, where they are in memory; not to be changed. */
  readonly data?: TensorData
  /** The box's values in C order, in an array of its own that the caller may change. */
  read(box: Box): Promise<TensorData>
}

/** Elements up to which a tensor is taken into memory as a whole: 256 MB of float32. */
export const largestInMemory = 2 ** 26

const largestPiece = 2 ** 20

export function readerOf(tensor: Tensor): TensorReader {
  const { axes, shape, dtype, data } = tensor
  return {
    axes,
    shape,
    dtype,
    data,
    read({ start, size }) {
      const box = allocate(dtype, elementCount(size))
      copyBox({ data, shape, start }, { data: box, shape: size, start: size.map(() => 0) }, size)
      return Promise.resolve(box)
    },
  }
}

/** The whole tensor in memory. */
export async function readTensor(reader: TensorReader): Promise<Tensor> {
  const { axes, shape, dtype } = reader
  const data = reader.data ?? (await reader.read(wholeOf(shape)))
  return { axes, shape, dtype, data }
}

/** A reader that holds all values where they are few enough, else the same one. */
export async function inMemoryIfSmall(
  reader: TensorReader,
  most: number = largestInMemory,
): Promise<TensorReader> {
  if (reader.data !== undefined || elementCount(reader.shape) > most) return reader
  return readerOf(await readTensor(reader))
}

export function wholeOf(shape: readonly number[]): Box {
  return { start: shape.map(() => 0), size: shape }
}

/**
 * Boxes that cover the tensor, each of consecutive elements, in C order. No box has more than `most`
 * elements, unless a single element of the last axes does.
 */
export function* piecesOf(shape: readonly number[], most: number = largestPiece): Generator<Box> {
  let axis = shape.length
  while (axis > 0 && elementCount(shape.slice(axis - 1)) <= most) axis--
  if (axis === 0) {
    yield wholeOf(shape)
    return
  }
  const cut = axis - 1 // the axis that is cut; those before it are walked one by one
  const inner = elementCount(shape.slice(cut + 1))
  const step = Math.max(1, Math.floor(most / Math.max(1, inner)))
  const start = shape.map(() => 0)
  for (;;) {
    for (let first = 0; first < shape[cut]!; first += step) {
      const length = Math.min(step, shape[cut]! - first)
      yield {
        start: start.map((at, index) => (index === cut ? first : at)),
        size: shape.map((size, index) => (index < cut ? 1 : index === cut ? length : size)),
      }
    }
    let outer = cut - 1
    while (outer >= 0 && ++start[outer]! === shape[outer]) start[outer--] = 0
    if (outer < 0) return
  }
}
