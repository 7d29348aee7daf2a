/**
 * One sample through a model: statistics of the whole first, then blocks of one shape, each prepared, run
 * and put in its place, then what the description asks for of the whole output. Nothing of it has to fit
 * into memory.
 */
import { TouchstoneError, isTouchstoneError } from '../errors.ts'
import { blendWeights, widenedSpans, type BlendSpan } from './blend.ts'
import { chooseBlock, type BlockAxis, type BlockChoice } from './block-size.ts'
import { cachedBands } from './cached-bands.ts'
import {
  outputAxesOf,
  requireDescribedSize,
  requireStitchable,
  scaled,
  type OutputAxis,
} from './output-axes.ts'
import { addWeighted, cutOut, outputPart } from './place-tile.ts'
import { readBlock } from './read-block.ts'
import type { Session } from './session.ts'
import { allocate, elementCount, type Tensor, type TensorData } from './tensor.ts'
import type { TensorReader } from './tensor-reader.ts'
import type { TensorSpec } from './tensor-spec.ts'
import { createTensorStore, type StoreOptions, type TensorStore } from './tensor-store.ts'
import { spansOfAxis, type TileSpan } from './tile-plan.ts'

/** What has to be known of a model to run it. */
export interface TiledModel {
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
  /** Takes the statistics of the whole inputs that the steps need. */
  prepare(inputs: readonly TensorReader[]): Promise<PreparedModel>
}

/** A box may be changed in place; `origin` is its first element in the whole. */
export type BoxStep = (box: Tensor, origin: readonly number[]) => Tensor

export interface PreparedModel {
  /** Preprocessing, one per input. */
  readonly before: readonly BoxStep[]
  /** Postprocessing of a tile, one per output: what needs no statistics of the whole output. */
  readonly after: readonly BoxStep[]
  /** Outputs whose tiles are done with that: nothing is left to be done on the whole. None where absent. */
  readonly isFinal?: readonly boolean[]
  /** The rest of it, on the whole output. */
  finish(output: number, whole: TensorReader): Promise<TensorReader>
}

/** How an image is cut; part of a run's settings where it is not our default. */
export interface Tiling {
  readonly sidePx?: number | undefined
  readonly overlapPx?: number | undefined
  readonly blend?: 'none' | 'linear' | undefined
  /** Blocks that go through the network at once, where it takes more than one. */
  readonly batch?: number | undefined
  /** Another tiling of the same image, half a step apart: to see whether the tiles join. */
  readonly isShifted?: boolean | undefined
}

export interface RunModelOptions extends StoreOptions {
  readonly session: Session
  readonly tiling?: Tiling | undefined
  readonly onTile?: ((done: number, total: number) => void) | undefined
  /**
   * Called between two runs, where the first output grows row by row: its first `rows` rows will not change
   * any more. What is begun here, such as writing them, goes on while the network runs.
   */
  readonly onRows?: ((output: TensorReader, rows: number) => Promise<void>) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ModelRun {
  /** To be read before `close`. */
  readonly outputs: readonly TensorReader[]
  readonly tiles: number
  readonly secondsInSession: number
  readonly block: readonly BlockAxis[]
  readonly notes: readonly string[]
  close(): void
}

/** Below this a block is not made smaller when memory runs out. */
const smallestSidePx = 64

/** Inputs in the order and with the axes of the description; every image axis may have any size. */
export async function runModel(
  model: TiledModel,
  inputs: readonly TensorReader[],
  options: RunModelOptions,
): Promise<ModelRun> {
  const sizes = imageSizes(model, inputs)
  const prepared = await model.prepare(inputs)
  const notes: string[] = []
  let { sidePx } = options.tiling ?? {}
  for (;;) {
    const wishes = { sidePx, overlapPx: options.tiling?.overlapPx }
    const choice = chooseBlock(model.inputs[0]!, sizes, model.outputs, wishes)
    try {
      const run = await runBlocks(model, prepared, inputs, choice, options)
      return { ...run, notes: [...choice.notes, ...notes] }
    } catch (error) {
      const smaller = smallerSide(model, choice, error)
      if (smaller === null) throw error
      const largest = Math.max(...choice.axes.map(({ block }) => block))
      notes.push(
        `A block of ${largest} pixels did not fit into the memory of ${options.session.provider}; blocks of ${smaller} were used.`,
      )
      sidePx = smaller
    }
  }
}

/** Half the side of the block where memory ran out and the network takes other sizes; else null. */
function smallerSide(model: TiledModel, choice: BlockChoice, error: unknown): number | null {
  if (!isTouchstoneError(error) || error.code !== 'out-of-memory') return null
  const free = choice.axes.filter(({ axis }) =>
    model.inputs[0]!.axes.some(({ id, size }) => id === axis && size.kind !== 'fixed'),
  )
  const side = Math.floor(Math.max(0, ...free.map(({ block }) => block)) / 2)
  const isSmaller = choice.axes.some(({ block }) => block > side)
  return side >= smallestSidePx && isSmaller ? side : null
}

async function runBlocks(
  model: TiledModel,
  prepared: PreparedModel,
  inputs: readonly TensorReader[],
  { axes: block }: BlockChoice,
  options: RunModelOptions,
): Promise<Omit<ModelRun, 'notes'>> {
  const plan = planOf(model, block, options.tiling ?? {})
  const { tiles } = plan
  const last = inputs.map(({ axes }) => axes.indexOf(block.at(-1)?.axis ?? ''))
  const sources = inputs.map((input, index) =>
    tiles.length > 1 && last[index]! >= 0 ? cachedBands(input, last[index]!) : input,
  )
  const batch = batchOf(model, options.tiling?.batch ?? 1, tiles.length)
  const buffers = inputs.map((input) => blockBuffer(input, block, batch))
  const ids = model.outputs.map((spec) => spec.axes.map((axis) => axis.id))
  const stores: TensorStore[] = []
  /** One per output, used again for every tile. */
  const scratch: TensorData[] = []
  let seconds = 0
  let rowsTold = 0
  try {
    for (let first = 0; first < tiles.length; first += batch) {
      requireNotCancelled(options.signal)
      const group = tiles.slice(first, first + batch)
      const fed: Tensor[] = []
      for (const [index, source] of sources.entries()) {
        const starts = group.map((tile) =>
          source.axes.map((id) => (isCut(block, id) ? plan.spanOf(tile, id).start : 0)),
        )
        fed.push(await feed(source, prepared.before[index]!, starts, buffers[index]!, batch))
      }
      const begin = performance.now()
      const results = await options.session.run(fed, ids)
      seconds += (performance.now() - begin) / 1000
      for (const [index, result] of results.entries()) {
        const spec = model.outputs[index]!
        const axes = plan.outputs[index]!
        requireDescribedSize(spec, result.shape, axes, block)
        for (const [place, tile] of group.entries()) {
          await write(partOfBatch(result, batch, place), tile, index)
        }
      }
      const rows = options.onRows ? plan.rowsAfter(Math.min(first + batch, tiles.length)) : 0
      if (rows > rowsTold && prepared.isFinal?.[0] === true)
        await options.onRows?.(stores[0]!, (rowsTold = rows))
      options.onTile?.(Math.min(first + batch, tiles.length), tiles.length)
      // a run blocks the event loop; between two runs, messages such as "cancel" get their turn
      await new Promise((resolve) => setImmediate(resolve))
    }
    const outputs: TensorReader[] = []
    for (const [index, store] of stores.entries()) outputs.push(await prepared.finish(index, store))
    return { outputs, tiles: tiles.length, secondsInSession: seconds, block, close }
  } catch (error) {
    close()
    throw error
  }

  async function write(result: Tensor, tile: number, output: number): Promise<void> {
    const axes = plan.outputs[output]!
    const part = outputPart(result.shape, axes, (axis) => plan.spanOf(tile, axis))
    // only what is used of a tile is processed further
    const cut = cutOut(result, part, scratch[output])
    if ((scratch[output]?.length ?? 0) < cut.data.length) scratch[output] = cut.data
    const done = prepared.after[output]!(cut, part.targetStart)
    const store = (stores[output] ??= await createTensorStore(
      { ...done, shape: mergedShape(result, axes, block) },
      options,
    ))
    if (plan.weights === null) {
      store.write({ ...done, start: part.size.map(() => 0) }, part.targetStart, part.size)
      return
    }
    requireReal(model.outputs[output]!, done)
    const weights = axes.map((axis) => axis && plan.weights!(tile, axis.axis, output))
    await addWeighted(done, part.targetStart, weights, store)
  }

  function close(): void {
    for (const store of stores) store.close()
  }
}

interface Plan {
  /** Numbers of the tiles, the last axis fastest. */
  readonly tiles: readonly number[]
  readonly outputs: readonly (readonly OutputAxis[])[]
  spanOf(tile: number, axis: string): TileSpan
  /** Whole rows of the first output, from the top, that so many tiles have made; 0 where it grows otherwise. */
  rowsAfter(tiles: number): number
  /** Null where tiles are not blended. */
  readonly weights: ((tile: number, axis: string, output: number) => BlendSpan | null) | null
}

function planOf(model: TiledModel, block: readonly BlockAxis[], tiling: Tiling): Plan {
  const isBlended = tiling.blend === 'linear'
  const spans = block.map((axis) => {
    const own = spansOfAxis({ ...axis, isShifted: tiling.isShifted === true })
    return isBlended ? widenedSpans(axis, own) : own
  })
  const count = spans.reduce((product, list) => product * list.length, 1)
  const outputs = model.outputs.map((spec) => {
    const axes = outputAxesOf(spec, model.inputs[0]!, (axis) => isCut(block, axis))
    requireStitchable(spec, axes, count)
    return axes
  })
  const placeOf = (tile: number, axis: string): { index: number; place: number } => {
    let rest = tile
    for (let index = block.length - 1; index >= 0; index--) {
      const length = spans[index]!.length
      if (block[index]!.axis === axis) return { index, place: rest % length }
      rest = Math.floor(rest / length)
    }
    throw new RangeError(`There are no tiles along ${axis}.`)
  }
  const weights = outputs.map((axes) =>
    axes.map((axis) => {
      const index = block.findIndex((cut) => cut.axis === axis?.axis)
      return isBlended && axis && index >= 0 ? blendWeights(spans[index]!, axis) : null
    }),
  )
  return {
    tiles: Array.from({ length: count }, (_, tile) => tile),
    outputs,
    spanOf(tile, axis) {
      const { index, place } = placeOf(tile, axis)
      return spans[index]![place]!
    },
    rowsAfter(tiles) {
      const [rows, columns] = spans
      const axis = outputs[0]?.find((own) => own?.axis === block[0]?.axis)
      const isPlane = block.length === 2 && block[0]?.axis === 'y' && !isBlended
      const bands = Math.floor(tiles / (columns?.length ?? 1))
      return isPlane && axis && bands > 0 ? scaled(rows![bands - 1]!.to, axis.factor) : 0
    },
    weights: isBlended
      ? (tile, axis, output) => {
          const position = outputs[output]!.findIndex((own) => own?.axis === axis)
          return weights[output]![position]?.[placeOf(tile, axis).place] ?? null
        }
      : null,
  }
}

/** Sizes along space and time axes; all inputs must agree on those they share. */
function imageSizes(model: TiledModel, inputs: readonly TensorReader[]): Map<string, number> {
  const sizes = new Map<string, number>()
  model.inputs.forEach((spec, index) => {
    spec.axes.forEach((axis, position) => {
      if (axis.type !== 'space' && axis.type !== 'time') return
      const size = inputs[index]!.shape[position]!
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

/** More than one block at once only where every tensor begins with a batch axis of free size. */
function batchOf(model: TiledModel, wanted: number, tiles: number): number {
  const takesMore = [...model.inputs, ...model.outputs].every(({ axes }) => {
    const [first] = axes
    return first?.type === 'batch' && first.size.kind !== 'fixed'
  })
  return takesMore ? Math.max(1, Math.min(wanted, tiles)) : 1
}

function blockBuffer(input: TensorReader, block: readonly BlockAxis[], batch: number): Tensor {
  const shape = input.axes.map(
    (id, axis) => block.find((cut) => cut.axis === id)?.block ?? input.shape[axis]!,
  )
  shape[0]! *= batch
  return {
    axes: input.axes,
    shape,
    dtype: input.dtype,
    data: allocate(input.dtype, elementCount(shape)),
  }
}

/** Reads and prepares the blocks that begin at `starts`, one after another along the batch axis. */
async function feed(
  source: TensorReader,
  step: BoxStep,
  starts: readonly (readonly number[])[],
  buffer: Tensor,
  batch: number,
): Promise<Tensor> {
  const shape = perBatch(buffer.shape, batch)
  const length = elementCount(shape)
  const done: Tensor[] = []
  for (const [place, start] of starts.entries()) {
    const data = buffer.data.subarray(place * length, (place + 1) * length)
    await readBlock(source, start, shape, data)
    done.push(step({ ...buffer, shape, data }, start))
  }
  if (batch === 1) return done[0]!
  const { dtype } = done[0]!
  const data = allocate(dtype, length * batch)
  // the network always sees the same shape: what is lacking of the last group is its last block again
  for (let place = 0; place < batch; place++)
    data.set(done[Math.min(place, done.length - 1)]!.data, place * length)
  return { ...buffer, dtype, data }
}

function partOfBatch(result: Tensor, batch: number, place: number): Tensor {
  if (batch === 1) return result
  const shape = perBatch(result.shape, batch)
  const length = elementCount(shape)
  return { ...result, shape, data: result.data.subarray(place * length, (place + 1) * length) }
}

function perBatch([first = 1, ...others]: readonly number[], batch: number): number[] {
  return [first / batch, ...others]
}

function mergedShape(
  result: Tensor,
  axes: readonly OutputAxis[],
  block: readonly BlockAxis[],
): number[] {
  return result.shape.map((size, position) => {
    const axis = axes[position]
    if (!axis) return size
    return scaled(block.find((cut) => cut.axis === axis.axis)!.size, axis.factor)
  })
}

function isCut(block: readonly BlockAxis[], axis: string): boolean {
  return block.some((cut) => cut.axis === axis)
}

function requireReal({ id }: TensorSpec, { dtype }: Tensor): void {
  if (dtype.startsWith('float')) return
  throw new TouchstoneError(
    'bad-options',
    `Tiles cannot be blended: the output ${id} is of type ${dtype}, and a mean of such values has no meaning. Choose tiles without blending.`,
  )
}

function requireNotCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TouchstoneError('cancelled', 'The run was cancelled.')
}
