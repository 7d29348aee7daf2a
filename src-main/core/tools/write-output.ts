/** A network's output of any size as a real-valued image: planes in pieces of whole tiles, never the whole. */
import { TouchstoneError } from '../errors.ts'
import type { RealWriter } from '../images/stream-real-image.ts'
import type { ImageInfo } from '../images/types.ts'
import { transposeTensor, type Tensor } from '../inference/tensor.ts'
import type { TensorReader } from '../inference/tensor-reader.ts'

/** Sizes of an output that is an image. */
export interface OutputSize {
  readonly channels: number
  readonly depth: number
  readonly height: number
  readonly width: number
}

/** Columns of one piece, a whole number of tiles. */
const mostColumns = 8192

/** TouchstoneError 'axes-mismatch' where the output has axes that an image has not. */
export function outputSize(output: Pick<TensorReader, 'axes' | 'shape'>): OutputSize {
  const sizeOf = (axis: string): number => output.shape[output.axes.indexOf(axis)] ?? 1
  const known = ['channel', 'z', 'y', 'x']
  const foreign = output.axes.filter((axis) => !known.includes(axis) && sizeOf(axis) !== 1)
  if (foreign.length > 0 || !output.axes.includes('y') || !output.axes.includes('x')) {
    const axes = output.axes.map((axis) => `${axis} ${sizeOf(axis)}`).join(', ')
    throw new TouchstoneError(
      'axes-mismatch',
      `The model's output has the axes ${axes}; an image has channel, z, y and x, and a batch of one.`,
    )
  }
  return {
    channels: sizeOf('channel'),
    depth: sizeOf('z'),
    height: sizeOf('y'),
    width: sizeOf('x'),
  }
}

/**
 * `planeOf` tells the number of the written plane for a channel and z of this output. `rows`: which of
 * each plane, beginning and ending at whole tiles or the edge; all where absent.
 */
export async function writeOutput(
  output: TensorReader,
  writer: RealWriter,
  planeOf: (place: { readonly channel: number; readonly z: number }) => number,
  rows?: { readonly from: number; readonly to: number },
): Promise<void> {
  const { channels, depth, height: allRows, width } = outputSize(output)
  const { from, to: height } = rows ?? { from: 0, to: allRows }
  const columns = Math.max(
    writer.tile.width,
    Math.floor(mostColumns / writer.tile.width) * writer.tile.width,
  )
  for (let channel = 0; channel < channels; channel++) {
    for (let z = 0; z < depth; z++) {
      for (let y = from; y < height; y += writer.tile.height) {
        for (let x = 0; x < width; x += columns) {
          const rectangle = {
            ...{ y, x },
            height: Math.min(writer.tile.height, height - y),
            width: Math.min(columns, width - x),
          }
          const values = await readRows(output, channel, z, rectangle)
          await writer.writeRegion(planeOf({ channel, z }), rectangle, values)
        }
      }
    }
  }
}

type Rows = Readonly<Record<'y' | 'x' | 'height' | 'width', number>>

/** Height x width values of one channel and z, rows of x; not to be changed: they may be the output's own. */
export async function readRows(
  output: TensorReader,
  channel: number,
  z: number,
  { y, x, height, width }: Rows,
): Promise<Float32Array> {
  const first: Readonly<Record<string, number>> = { channel, z, y, x }
  const own = ownRows(output, first, height, width)
  if (own) return own
  const length: Readonly<Record<string, number>> = { y: height, x: width }
  const start = output.axes.map((axis) => first[axis] ?? 0)
  const size = output.axes.map((axis) => length[axis] ?? 1)
  const data = await output.read({ start, size })
  const { axes, dtype } = output
  const box: Tensor = { axes, shape: size, dtype, data }
  const inOrder =
    axes.indexOf('y') < axes.indexOf('x')
      ? box
      : transposeTensor(box, [...axes.filter((axis) => axis !== 'y' && axis !== 'x'), 'y', 'x'])
  return inOrder.data instanceof Float32Array ? inOrder.data : Float32Array.from(inOrder.data)
}

/** Whole rows of an output that lies in memory as they are wanted; null where it does not. */
function ownRows(
  { axes, shape, data }: TensorReader,
  first: Readonly<Record<string, number>>,
  height: number,
  width: number,
): Float32Array | null {
  const isPlain = axes.at(-2) === 'y' && axes.at(-1) === 'x' && shape.at(-1) === width
  if (!isPlain || !(data instanceof Float32Array)) return null
  const start = axes.reduce((at, axis, index) => at * shape[index]! + (first[axis] ?? 0), 0)
  return data.subarray(start, start + height * width)
}

/** That of the image where the output has its size, larger or smaller with it otherwise. */
export function outputPixelSize(
  { size, pixelSizeUm }: ImageInfo,
  { height, width, depth }: OutputSize,
  isVolume: boolean,
): ImageInfo['pixelSizeUm'] {
  if (pixelSizeUm === 'uncalibrated') return pixelSizeUm
  const z = isVolume && pixelSizeUm.z !== undefined ? { z: (pixelSizeUm.z * size.z) / depth } : {}
  return {
    ...pixelSizeUm,
    x: (pixelSizeUm.x * size.width) / width,
    y: (pixelSizeUm.y * size.height) / height,
    ...z,
  }
}
