/**
 * One sample through a model: preprocess the whole (statistics are global), run blocks of one shape,
 * put the inner parts together, postprocess the whole.
 */
import { TouchstoneError } from '../errors.ts'
import { chooseBlock, type BlockAxis } from './block-size.ts'
import { copyBox, gatherBlock } from './copy-block.ts'
import { outputAxesOf, requireStitchable, type OutputAxis } from './output-axes.ts'
import { sourceIndices } from './reflect.ts'
import type { Session } from './session.ts'
import { allocate, elementCount, type Tensor } from './tensor.ts'
import type { TensorSpec } from './tensor-spec.ts'
import { planTiles, type TileSpan } from './tile-plan.ts'

/** What has to be known of a model to run it. */
export interface RunnableModel {
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
  preprocess(inputs: readonly Tensor[]): Tensor[]
  /** `inputs` are the samples as they were given, for statistics that refer to them. */
  postprocess(outputs: readonly Tensor[], inputs: readonly Tensor[]): Tensor[]
}

export interface RunModelOptions {
  readonly session: Session
  readonly onTile?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

export interface ModelRun {
  readonly outputs: readonly Tensor[]
  readonly tiles: number
  readonly secondsInSession: number
  readonly block: readonly BlockAxis[]
  readonly notes: readonly string[]
}

/** Inputs in the order and with the axes of the description; every image axis may have any size. */
export async function runModel(
  model: RunnableModel,
  inputs: readonly Tensor[],
  options: RunModelOptions,
): Promise<ModelRun> {
  const ready = model.preprocess(inputs)
  const sizes = imageSizes(model, ready)
  const { axes: block, notes } = chooseBlock(model.inputs[0]!, sizes, model.outputs)
  const tiles = planTiles(block)
  const stitching = model.outputs.map((spec) => {
    const axes = outputAxesOf(spec, model.inputs[0]!, block)
    requireStitchable(spec, axes, tiles.length)
    return axes
  })
  const buffers = ready.map((tensor) => blockBuffer(tensor, block))
  const merged: Tensor[] = []
  let seconds = 0
  for (const [index, tile] of tiles.entries()) {
    requireNotCancelled(options.signal)
    ready.forEach((tensor, i) => fillBlock(tensor, block, tile, buffers[i]!))
    const begin = performance.now()
    const results = await options.session.run(
      buffers,
      model.outputs.map((spec) => spec.axes.map((axis) => axis.id)),
    )
    seconds += (performance.now() - begin) / 1000
    results.forEach((result, i) => {
      merged[i] ??= allocateMerged(result, stitching[i]!, block)
      writeTile(result, merged[i], stitching[i]!, block, tile)
    })
    options.onTile?.(index + 1, tiles.length)
    // a run blocks the event loop; between two runs, messages such as "cancel" get their turn
    await new Promise((resolve) => setImmediate(resolve))
  }
  const outputs = model.postprocess(merged, inputs)
  return { outputs, tiles: tiles.length, secondsInSession: seconds, block, notes }
}

/** Sizes along space and time axes; all inputs must agree on those they share. */
function imageSizes(model: RunnableModel, tensors: readonly Tensor[]): Map<string, number> {
  const sizes = new Map<string, number>()
  model.inputs.forEach((spec, index) => {
    spec.axes.forEach((axis, position) => {
      if (axis.type !== 'space' && axis.type !== 'time') return
      const size = tensors[index]!.shape[position]!
      const known = sizes.get(axis.id)
      if (known !== undefined && known !== size) {
        throw new TouchstoneError(
          'shape-mismatch',
          `The inputs have ${known} and ${size} pixels along ${axis.id}; they must be of one size.`,
        )
      }
      sizes.set(axis.id, size)
    })
  })
  return sizes
}

function blockBuffer(tensor: Tensor, block: readonly BlockAxis[]): Tensor {
  const shape = tensor.axes.map(
    (id, axis) => block.find((cut) => cut.axis === id)?.block ?? tensor.shape[axis]!,
  )
  return { ...tensor, shape, data: allocate(tensor.dtype, elementCount(shape)) }
}

function fillBlock(
  tensor: Tensor,
  block: readonly BlockAxis[],
  tile: readonly TileSpan[],
  buffer: Tensor,
): void {
  const indices = tensor.axes.map((id, axis) => {
    const cut = block.findIndex((candidate) => candidate.axis === id)
    const start = cut < 0 ? 0 : tile[cut]!.start
    return sourceIndices(start, buffer.shape[axis]!, tensor.shape[axis]!)
  })
  gatherBlock(tensor.data, tensor.shape, indices, buffer.data)
}

function allocateMerged(
  result: Tensor,
  axes: readonly OutputAxis[],
  block: readonly BlockAxis[],
): Tensor {
  const shape = result.shape.map((size, position) => {
    const axis = axes[position]
    if (!axis) return size
    return scaled(block.find((cut) => cut.axis === axis.axis)!.size, axis.factor)
  })
  return { ...result, shape, data: allocate(result.dtype, elementCount(shape)) }
}

function writeTile(
  result: Tensor,
  merged: Tensor,
  axes: readonly OutputAxis[],
  block: readonly BlockAxis[],
  tile: readonly TileSpan[],
): void {
  const sourceStart: number[] = []
  const targetStart: number[] = []
  const size: number[] = []
  result.shape.forEach((length, position) => {
    const axis = axes[position]
    if (!axis) {
      sourceStart.push(0)
      targetStart.push(0)
      size.push(length)
      return
    }
    const { start, from, to } = tile[block.findIndex((cut) => cut.axis === axis.axis)]!
    const target = scaled(from, axis.factor)
    sourceStart.push(scaled(from - start, axis.factor))
    targetStart.push(target)
    size.push(scaled(to, axis.factor) - target)
  })
  copyBox(result.data, result.shape, sourceStart, merged.data, merged.shape, targetStart, size)
}

function scaled(pixels: number, factor: number): number {
  return Math.floor(pixels * factor + 1e-9)
}

function requireNotCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TouchstoneError('cancelled', 'The run was cancelled.')
}
