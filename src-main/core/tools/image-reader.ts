/** An image as the input of a network: read box by box, with the network's axes and the channels of a plan. */
import { TouchstoneError } from '../errors.ts'
import type { ImageSource, PixelBlock } from '../images/types.ts'
import {
  allocate,
  elementCount,
  stridesOf,
  type TensorData,
  type TensorType,
} from '../inference/tensor.ts'
import type { Box, TensorReader } from '../inference/tensor-reader.ts'
import { type ChannelPlan, type ChannelSource, luminanceWeights } from './channel-mapping.ts'

export interface ImagePart {
  readonly t: number
  /** One plane, or the whole stack for networks with a z axis. */
  readonly z: number | 'all'
  readonly signal?: AbortSignal | undefined
}

/**
 * @param axes of the network's input; those that an image lacks have size 1
 * @param dtype of the network's input; kept where the image has the same, else values are float32
 * Reading throws 'image-not-finite' for NaN and infinities.
 */
export function imageReader(
  image: ImageSource,
  plan: ChannelPlan,
  axes: readonly string[],
  dtype: TensorType,
  { t, z, signal }: ImagePart,
): TensorReader {
  const { size, dtype: stored } = image.info
  const shape = axes.map((axis) => {
    if (axis === 'channel') return plan.sources.length
    if (axis === 'z') return z === 'all' ? size.z : 1
    if (axis === 'y') return size.height
    return axis === 'x' ? size.width : 1
  })
  const isSame = stored === dtype && plan.sources.every(({ from }) => from === 'channel')
  const type = isSame && (dtype === 'uint8' || dtype === 'uint16') ? dtype : 'float32'
  const at = (box: readonly number[], axis: string, absent: number): number => {
    const index = axes.indexOf(axis)
    return index < 0 ? absent : box[index]!
  }

  async function read({ start, size: boxSize }: Box): Promise<TensorData> {
    const data = allocate(type, elementCount(boxSize))
    const strides = stridesOf(boxSize)
    const stride = (axis: string): number => at(strides, axis, 0)
    const rectangle = {
      ...{ y: at(start, 'y', 0), height: at(boxSize, 'y', 1) },
      ...{ x: at(start, 'x', 0), width: at(boxSize, 'x', 1) },
    }
    const firstChannel = at(start, 'channel', 0)
    const firstZ = z === 'all' ? at(start, 'z', 0) : z
    for (let depth = 0; depth < at(boxSize, 'z', 1); depth++) {
      const planes = new Map<number, PixelBlock>()
      for (let channel = 0; channel < at(boxSize, 'channel', 1); channel++) {
        const source = plan.sources[firstChannel + channel]!
        const c = source.from === 'channel' ? source.c : 0
        const region = { t, c, z: firstZ + depth, ...rectangle }
        const block = planes.get(c) ?? (await image.readRegion(region, { signal }))
        planes.set(c, block)
        requireFinite(image.path, block, region)
        copyChannel(block, source, rectangle, {
          data,
          offset: channel * stride('channel') + depth * stride('z'),
          row: stride('y'),
          column: stride('x'),
        })
      }
    }
    return data
  }
  return { axes, shape, dtype: type, read }
}

interface Target {
  readonly data: TensorData
  readonly offset: number
  /** Distances in `data` between rows and between columns. */
  readonly row: number
  readonly column: number
}

function copyChannel(
  { data, shape }: PixelBlock,
  source: ChannelSource,
  { height, width }: { readonly height: number; readonly width: number },
  target: Target,
): void {
  const samples = shape[2] ?? 1
  const isPacked = samples === 1 && target.column === 1 && source.from === 'channel'
  if (isPacked && !(data instanceof BigUint64Array) && !(data instanceof BigInt64Array)) {
    for (let y = 0; y < height; y++) {
      const row = data.subarray(y * width, (y + 1) * width)
      target.data.set(row, target.offset + y * target.row)
    }
    return
  }
  const [red, green, blue] = luminanceWeights
  const sample = source.from === 'channel' ? source.sample : 0
  for (let y = 0; y < height; y++) {
    let read = y * width * samples
    let write = target.offset + y * target.row
    for (let x = 0; x < width; x++) {
      if (source.from === 'channel') target.data[write] = Number(data[read + sample]!)
      else {
        const r = Number(data[read]!)
        const g = Number(data[read + 1]!)
        const b = Number(data[read + 2]!)
        // gray stored as colour keeps its exact value; the weights would round it
        target.data[write] = r === g && g === b ? r : red * r + green * g + blue * b
      }
      read += samples
      write += target.column
    }
  }
}

function requireFinite(
  path: string,
  { data, dtype, shape }: PixelBlock,
  region: { readonly z: number; readonly y: number; readonly x: number },
): void {
  if (!dtype.startsWith('float') || data instanceof BigInt64Array) return
  // one multiplication per value: anything not finite turns the sum into NaN
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += (data[i] as number) * 0
  if (sum === 0) return
  const index = (data as Float32Array).findIndex((value) => !Number.isFinite(value))
  const pixel = Math.floor(index / (shape[2] ?? 1))
  const width = shape[1] ?? 1
  const y = region.y + Math.floor(pixel / width)
  const x = region.x + (pixel % width)
  throw new TouchstoneError(
    'image-not-finite',
    `${path} holds ${String(data[index])} at y ${y}, x ${x} of plane z ${region.z}; a network cannot be given that. Replace such pixels first.`,
    { path, y, x, z: region.z },
  )
}
