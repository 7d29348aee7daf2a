/**
 * One tile for trying a model on another execution provider: the block shape that real images get, filled
 * with the package's own test input where there is one, else with a pattern of blobs and noise.
 */
import { chooseBlock } from '../inference/block-size.ts'
import { gatherBlock } from '../inference/copy-block.ts'
import { sourceIndices } from '../inference/reflect.ts'
import type { AxisSpec } from '../inference/tensor-spec.ts'
import { allocate, elementCount, type Tensor } from '../inference/tensor.ts'
import type { ModelTensor } from '../models/description.ts'

/** The size of image that the block is chosen for. */
const sidePx = { plane: 512, volume: 64 }
const smallestSidePx = { plane: 64, volume: 32 }

export interface TrialTile {
  /** Before preprocessing, with the axes of the model's one image input. */
  readonly input: Tensor
  /** Along its space and time axes, of which there are so many. */
  readonly pixels: number
  readonly axes: number
  /** Of the smallest block that the network takes and that is worth its halo. */
  readonly smallestPixels: number
}

/** `sample`: the package's test input; mirrored until it fills the tile. */
export function trialTile(
  spec: ModelTensor,
  outputs: readonly ModelTensor[],
  sample: Tensor | null,
): TrialTile {
  const cut = spec.axes.filter(({ type }) => type === 'space' || type === 'time')
  const side = cut.length > 2 ? sidePx.volume : sidePx.plane
  const wanted = new Map(cut.map(({ id }) => [id, side]))
  const block = chooseBlock(spec, wanted, outputs).axes
  const sizes = new Map(block.map((axis) => [axis.axis, axis.block]))
  const shape = spec.axes.map((axis) => sizes.get(axis.id) ?? sizeOf(axis))
  return {
    input: sample ? filledFrom(sample, shape) : pattern(spec, shape),
    pixels: elementCount([...sizes.values()]),
    axes: sizes.size,
    smallestPixels: elementCount(cut.map((axis) => smallestOf(axis, cut.length))),
  }
}

function smallestOf({ size }: AxisSpec, axes: number): number {
  const worthIt = axes > 2 ? smallestSidePx.volume : smallestSidePx.plane
  if (size.kind === 'fixed') return size.value
  if (size.kind !== 'parametrised') return worthIt
  const steps = Math.max(0, Math.ceil((worthIt - size.min) / Math.max(1, size.step)))
  return size.min + steps * size.step
}

function sizeOf({ size, channelNames }: AxisSpec): number {
  if (size.kind === 'fixed') return size.value
  return size.kind === 'parametrised' ? size.min : Math.max(1, channelNames.length)
}

function filledFrom(sample: Tensor, shape: readonly number[]): Tensor {
  const data = allocate(sample.dtype, elementCount(shape))
  const indices = shape.map((length, axis) => sourceIndices(0, length, sample.shape[axis]!))
  gatherBlock(sample.data, sample.shape, indices, data)
  return { ...sample, shape, data }
}

/** Blobs between 20 and 180 and noise of up to 60: like an image of 8 bits, the same each time. */
function pattern({ axes, dtype }: ModelTensor, shape: readonly number[]): Tensor {
  const data = allocate(dtype, elementCount(shape))
  const width = shape.at(-1) ?? 1
  let random = 1
  for (let i = 0; i < data.length; i++) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
    const blob = Math.sin((i % width) / 9) * Math.sin(Math.floor(i / width) / 11)
    const value = 100 + 80 * blob + (60 * random) / 2 ** 32
    data[i] = dtype === 'bool' ? Number(value > 120) : dtype === 'int8' ? value / 2 : value
  }
  return { axes: axes.map(({ id }) => id), shape, dtype, data }
}
