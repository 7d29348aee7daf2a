/**
 * Do the tiles of a model join? The same image is predicted in two tilings, half a step apart; where the
 * network sees enough around every pixel, both give the same. Where they differ, there is a seam.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SeamCheck } from '../../contract/model-check.ts'
import { isTouchstoneError, messageOf } from '../errors.ts'
import { openImage } from '../images/open-image.ts'
import { writeRealImage } from '../images/write-real-image.ts'
import type { BlockAxis } from '../inference/block-size.ts'
import { readBlock } from '../inference/read-block.ts'
import type { Tiling } from '../inference/run-model.ts'
import { allocate, elementCount, type Tensor } from '../inference/tensor.ts'
import {
  inMemoryIfSmall,
  readerOf,
  readTensor,
  type TensorReader,
} from '../inference/tensor-reader.ts'
import type { AxisSize } from '../inference/tensor-spec.ts'
import { npyOfPackage } from '../models/packages/npy-of-package.ts'
import type { OpenModel } from '../models/open-model.ts'
import { percentileOfSorted } from '../models/processing/percentiles.ts'
import { largestMagnitude } from '../models/compare-tensors.ts'
import { toleranceFor } from '../models/test-tolerance.ts'
import { planChannels } from './channel-mapping.ts'
import { imageReader } from './image-reader.ts'
import { openModels } from './open-models.ts'
import { outputSize, readRows } from './write-output.ts'

export interface SeamCheckInput {
  /** Package, description, zip or weights with settings. */
  readonly model: string
  /** An image to look at; the package's own test input where absent. */
  readonly image?: string | undefined
  readonly cacheDir: string
  readonly threads: number
  /** Where the map is kept, if anywhere. */
  readonly keepDir?: string | undefined
}

/** Side of the blocks that are tried where the network takes several sizes; small ones show seams sooner. */
const triedSide = { plane: 256, volume: 64 }
/** Blocks along each axis of the part that is looked at. */
const blocksAlong = { plane: 3, volume: 2 }
/** Overlaps that are tried when there are seams, in multiples of the halo, or of 16 px where there is none. */
const largerHalos = [2, 4, 8]

/** What keeps the model from running is the message of `not-measured`; only a cancelled check throws. */
export async function checkSeam(input: SeamCheckInput, signal?: AbortSignal): Promise<SeamCheck> {
  const key = { path: input.model, threads: input.threads, cacheDir: input.cacheDir }
  try {
    return await openModels.withModel(key, async (model) => {
      const source = await sourceOf(model, input)
      if (source === null) {
        return notMeasured(
          'The package has no test input; name an image, and the seams are measured on that.',
        )
      }
      return await measure(model, source, input, signal)
    })
  } catch (error) {
    if (!isTouchstoneError(error) || error.code === 'cancelled') throw error
    return notMeasured(messageOf(error))
  }
}

function notMeasured(message: string): SeamCheck {
  return {
    ...{ status: 'not-measured', message, haloPx: null, maxAbsDifference: null },
    ...{ percentile99AbsDifference: null, tolerance: null, sufficientHaloPx: null, map: null },
  }
}

interface Source {
  readonly reader: TensorReader
  /** How the image is stored; a test input counts as 8 bits where that matters. */
  readonly storedType: string
}

/** The image or the test input, in memory as far as it is looked at. */
async function sourceOf(model: OpenModel, input: SeamCheckInput): Promise<Source | null> {
  const { tensor, channels, isVolume } = model.imageInput
  const axes = tensor.axes.map(({ id }) => id)
  if (input.image !== undefined) {
    const image = await openImage(input.image)
    try {
      const plan = planChannels(image.path, image.info, 'auto', channels)
      const z = isVolume ? ('all' as const) : Math.floor(image.info.size.z / 2)
      const whole = imageReader(image, plan, axes, tensor.dtype, { t: 0, z })
      const looked = part(whole, largestLookedAt[isVolume ? 'volume' : 'plane'])
      return { reader: await inMemoryIfSmall(looked), storedType: image.info.dtype }
    } finally {
      await image.close()
    }
  }
  if (tensor.testTensor === null) return null
  const found = await npyOfPackage(input.model, input.cacheDir, tensor.testTensor, axes)
  return found === null ? null : { reader: readerOf(found), storedType: 'uint8' }
}

/** Pixels along each axis of an image that are read. */
const largestLookedAt = { plane: 2048, volume: 256 }

async function measure(
  model: OpenModel,
  { reader: source, storedType }: Source,
  { cacheDir, keepDir }: SeamCheckInput,
  signal: AbortSignal | undefined,
): Promise<SeamCheck> {
  const kind = model.imageInput.isVolume ? 'volume' : 'plane'
  const sizes = model.imageInput.tensor.axes.map(({ type, size }, axis) =>
    type === 'space' || type === 'time'
      ? blocksAlong[kind] * blockSide(size, triedSide[kind])
      : source.shape[axis]!,
  )
  const image = await readTensor(mirrored(source, sizes))
  const folder = join(cacheDir, 'outputs-under-way')
  const run = async (tiling: Tiling): Promise<{ output: Tensor; block: readonly BlockAxis[] }> => {
    const done = await model.predict(readerOf(image), { folder, tiling, storedType, signal })
    try {
      return { output: await readTensor(done.outputs[0]!), block: done.block }
    } finally {
      done.close()
    }
  }
  const sidePx = triedSide[kind]
  const compare = async (overlapPx: number | undefined): Promise<Comparison> => {
    const first = await run({ sidePx, overlapPx })
    const second = await run({ sidePx, overlapPx, isShifted: true })
    return compareTilings(model, first.output, second.output, first.block)
  }
  const measured = await compare(undefined)
  const map = keepDir === undefined ? null : await keepMap(measured, keepDir)
  const shared = {
    ...{ haloPx: measured.haloPx, maxAbsDifference: measured.largest },
    ...{ percentile99AbsDifference: measured.percentile99, tolerance: measured.tolerance, map },
  }
  if (measured.largest <= measured.tolerance)
    return { ...shared, status: 'seamless', message: null, sufficientHaloPx: measured.haloPx }
  const sufficientHaloPx = await findHalo(measured, compare)
  const advice =
    sufficientHaloPx === null
      ? 'No larger overlap that was tried removes them: the network may look at the whole block, as some kinds of normalisation do.'
      : `With an overlap of ${sufficientHaloPx} pixels they vanish.`
  const message = `Tiles do not join: the same pixel differs by up to ${measured.largest.toPrecision(3)} between two tilings. ${advice}`
  return { ...shared, status: 'seams', message, sufficientHaloPx }
}

async function findHalo(
  { haloPx, blockPx }: Comparison,
  compare: (overlapPx: number) => Promise<Comparison>,
): Promise<number | null> {
  for (const times of largerHalos) {
    const overlap = times * Math.max(16, haloPx)
    if (2 * overlap >= 0.9 * blockPx) return null
    const tried = await compare(overlap)
    if (tried.largest <= tried.tolerance) return tried.haloPx
  }
  return null
}

interface Comparison {
  readonly largest: number
  readonly percentile99: number
  readonly tolerance: number
  readonly haloPx: number
  readonly blockPx: number
  /** Largest difference over channels. */
  readonly map: { readonly shape: readonly number[]; readonly data: Float32Array }
}

async function compareTilings(
  model: OpenModel,
  first: Tensor,
  second: Tensor,
  block: readonly BlockAxis[],
): Promise<Comparison> {
  const { channels, depth, height, width } = outputSize(first)
  const data = new Float32Array(depth * height * width)
  const [a, b] = [readerOf(first), readerOf(second)]
  for (let z = 0; z < depth; z++) {
    for (let channel = 0; channel < channels; channel++) {
      const rows = { y: 0, x: 0, height, width }
      const one = await readRows(a, channel, z, rows)
      const other = await readRows(b, channel, z, rows)
      for (let i = 0; i < one.length; i++) {
        const at = z * one.length + i
        data[at] = Math.max(data[at]!, Math.abs(one[i]! - other[i]!))
      }
    }
  }
  const magnitude = largestMagnitude(first)
  const id = model.description.outputs[0]!.id
  const { rtol, atol } = toleranceFor(model.description, id, magnitude)
  const sorted = data.toSorted()
  return {
    largest: sorted.at(-1) ?? 0,
    percentile99: percentileOfSorted(sorted, 99, 'inverted_cdf'),
    tolerance: atol + rtol * magnitude,
    haloPx: Math.max(0, ...block.map(({ halo }) => halo)),
    blockPx: Math.min(...block.map((axis) => axis.block)),
    map: { shape: depth > 1 ? [depth, height, width] : [height, width], data },
  }
}

async function keepMap({ map }: Comparison, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'seams.ome.tif')
  await writeRealImage(path, map)
  return path
}

function blockSide(size: AxisSize, tried: number): number {
  if (size.kind === 'fixed') return size.value
  return size.kind === 'parametrised' ? Math.max(size.min, tried) : tried
}

/** The tensor continued by its mirror images up to these sizes, or cut to them. */
function mirrored(source: TensorReader, shape: readonly number[]): TensorReader {
  return {
    axes: source.axes,
    shape,
    dtype: source.dtype,
    async read({ start, size }) {
      const data = allocate(source.dtype, elementCount(size))
      await readBlock(source, start, size, data)
      return data
    },
  }
}

/** The first pixels along every axis. */
function part(source: TensorReader, most: number): TensorReader {
  return { ...source, shape: source.shape.map((size) => Math.min(size, most)) }
}
