/**
 * The first prediction of weights whose settings are still being found: one block around the middle of an
 * image, prepared and run as an evaluation would, its input and every output channel as small images.
 */
import { basename, join } from 'node:path'
import type { Preview, PreviewOrder } from '../../contract/bare-model.ts'
import { TouchstoneError } from '../errors.ts'
import { openImage } from '../images/open-image.ts'
import type { ImageSource, RealImage } from '../images/types.ts'
import { writeRealImage } from '../images/write-real-image.ts'
import { runModel, type TiledModel } from '../inference/run-model.ts'
import { openSession, type Session } from '../inference/session.ts'
import { elementCount } from '../inference/tensor.ts'
import {
  inMemoryIfSmall,
  readTensor,
  type Box,
  type TensorReader,
} from '../inference/tensor-reader.ts'
import { sessionWithOutput } from '../models/bare/choose-output.ts'
import { locateWeights } from '../models/bare/locate-weights.ts'
import { describeBareOnnx, parseBareOnnxSettings } from '../models/bare-onnx.ts'
import type { ModelDescription } from '../models/description.ts'
import { fitGraph } from '../models/fit-graph.ts'
import { withStoredType } from '../models/processing/stored-type.ts'
import { tiledModel } from '../models/tiled-model.ts'
import { planChannels } from './channel-mapping.ts'
import { imageReader } from './image-reader.ts'
import { createModelCache } from './model-cache.ts'
import { modelSignature } from './model-io.ts'
import { outputChannels } from './output-channels.ts'
import { newPreviewFolder } from './preview-folders.ts'
import { secondsSince } from './prediction-work.ts'

/** Sides of the part that is shown where the network takes any size. */
const preferredSide = { plane: 256, volume: 64 }
const preferredDepth = 32
/** Pixels up to which statistics are taken over the whole plane or stack, as in an evaluation. */
const mostStatisticPixels = 2 ** 24

const threads = 2

/** Weights stay open while the settings change. */
const sessions = createModelCache<Session>(({ path }) => openSession(path, { threads }), 1)

/**
 * @throws TouchstoneError 'tool-invalid' for settings that cannot be, 'axes-mismatch' for an image that does
 * not fit, 'dtype-mismatch', 'model-not-runnable', and what reading throws
 */
export async function previewWeights(order: PreviewOrder, cacheDir: string): Promise<Preview> {
  const begin = performance.now()
  const { path, settings } = order
  const { weights, problem } = await locateWeights(path, cacheDir)
  if (problem !== null) throw new TouchstoneError('model-not-runnable', problem)
  return sessions.withModel({ path: weights, threads, cacheDir }, async (session) => {
    const stated = parseBareOnnxSettings(path, settings)
    const chosen = sessionWithOutput(session, stated.output)
    const { model } = fitGraph(describeBareOnnx(path, session, stated), chosen)
    const image = await openImage(order.image)
    try {
      const preview = await previewOf(model, chosen, image, order, cacheDir)
      return { ...preview, seconds: secondsSince(begin) }
    } finally {
      await image.close()
    }
  })
}

async function previewOf(
  described: ModelDescription,
  session: Session,
  image: ImageSource,
  { channel }: PreviewOrder,
  cacheDir: string,
): Promise<Omit<Preview, 'seconds'>> {
  const { info } = image
  const signature = modelSignature(described)
  if (signature.unusable !== null)
    throw new TouchstoneError('model-not-runnable', signature.unusable)
  if (signature.classifies)
    throw new TouchstoneError(
      'model-not-runnable',
      `${signature.name} gives values for classes and no image, so that there is nothing to preview. Write a tool.yaml with the decoding "classes".`,
    )
  const plan = planChannels(image.path, info, channel, signature.inputChannels)
  const model = withStoredType(described, info.dtype)
  const [spec] = model.inputs
  const isVolume = signature.dimensions === 3
  const z = isVolume ? 'all' : Math.floor(info.size.z / 2)
  const axes = spec!.axes.map(({ id }) => id)
  const whole = imageReader(image, plan, axes, spec!.dtype, { t: 0, z })
  const box = middleOf(whole, model)
  const isWhole = elementCount(whole.shape) <= mostStatisticPixels
  const source = isWhole ? await inMemoryIfSmall(whole) : whole
  const part = croppedReader(source, box)
  const tiled = tiledModel(model)
  const run = await runModel(isWhole ? withStatisticsOf(tiled, source, box) : tiled, [part], {
    session,
    folder: join(cacheDir, 'outputs-under-way'),
  })
  try {
    const folder = await newPreviewFolder(cacheDir)
    const shown = outputChannels(await readTensor(part))
    const { channels } = outputChannels(await readTensor(run.outputs[0]!))
    const names = signature.outputChannels
    const input = join(folder, 'input.ome.tif')
    await writeRealImage(input, stackOf(shown.channels))
    const outputs: Preview['outputs'] = []
    for (const [index, pixels] of channels.entries()) {
      const path = join(folder, `output-${index}.ome.tif`)
      await writeRealImage(path, pixels)
      outputs.push({ name: names[index] ?? `channel ${index}`, path, ...extremes(pixels) })
    }
    const notes = [
      ...placeNotes(image, z, box, whole),
      ...(plan.note === null ? [] : [plan.note]),
      ...(isWhole
        ? []
        : ['The image is large: statistics of the normalisation are those of the part shown.']),
      ...valueNotes(outputs, channels),
    ]
    return { input, outputs, notes }
  } finally {
    run.close()
  }
}

/** The middle: as large as the network's own block where that is fixed, a look otherwise. */
function middleOf({ axes, shape }: TensorReader, { inputs }: ModelDescription): Box {
  const isVolume = axes.includes('z')
  const size = axes.map((id, index) => {
    const whole = shape[index]!
    if (!['z', 'y', 'x'].includes(id)) return whole
    const stated = inputs[0]!.axes[index]!.size
    if (stated.kind === 'fixed') return Math.min(whole, stated.value)
    const wanted = id === 'z' ? preferredDepth : preferredSide[isVolume ? 'volume' : 'plane']
    const step = stated.kind === 'parametrised' ? stated.step : 1
    return Math.min(whole, Math.ceil(wanted / step) * step)
  })
  return { start: shape.map((whole, index) => Math.floor((whole - size[index]!) / 2)), size }
}

function croppedReader(source: TensorReader, { start, size }: Box): TensorReader {
  const { axes, dtype } = source
  return {
    axes,
    dtype,
    shape: size,
    read: (box) =>
      source.read({ start: box.start.map((at, index) => at + start[index]!), size: box.size }),
  }
}

/** The part with the statistics of the whole. */
function withStatisticsOf(model: TiledModel, whole: TensorReader, { start }: Box): TiledModel {
  return {
    ...model,
    async prepare() {
      const prepared = await model.prepare([whole])
      const before = prepared.before.map(
        (step): typeof step =>
          (box, origin) =>
            step(
              box,
              origin.map((at, index) => at + start[index]!),
            ),
      )
      return { ...prepared, before }
    },
  }
}

/** Channels of the network's input on each other. */
function stackOf(channels: readonly RealImage[]): RealImage & { readonly axes: string } {
  const [first] = channels
  const shape = first?.shape ?? []
  const data = new Float32Array(channels.length * elementCount(shape))
  channels.forEach(({ data: values }, index) => data.set(values, index * values.length))
  return { axes: `c${'zyx'.slice(-shape.length)}`, shape: [channels.length, ...shape], data }
}

function extremes({ data }: RealImage): { min: number; max: number } {
  let min = Infinity
  let max = -Infinity
  for (const value of data) {
    if (value < min) min = value
    if (value > max) max = value
  }
  // JSON knows no infinity: a channel without a single number
  return Number.isFinite(min) && Number.isFinite(max) ? { min, max } : { min: 0, max: 0 }
}

function placeNotes(
  { info, path }: ImageSource,
  z: number | 'all',
  { start, size }: Box,
  { axes, shape }: TensorReader,
): string[] {
  const { size: whole } = info
  const notes: string[] = []
  if (whole.t > 1) notes.push(`The first of ${whole.t} time points of ${basename(path)}.`)
  if (z !== 'all' && whole.z > 1) notes.push(`Plane ${z + 1} of ${whole.z}.`)
  const cut = ['z', 'y', 'x']
    .map((id) => axes.indexOf(id))
    .filter((index) => index >= 0 && size[index] !== shape[index])
  if (cut.length > 0) {
    const where = cut
      .map((index) => `${axes[index]} ${start[index]} to ${start[index]! + size[index]! - 1}`)
      .join(', ')
    notes.push(`A part around the middle: ${where}.`)
  }
  return notes
}

function valueNotes(outputs: Preview['outputs'], channels: readonly RealImage[]): string[] {
  const bad = channels.filter(({ data }) => data.some((value) => !Number.isFinite(value))).length
  if (bad > 0)
    return [
      `${bad} of ${channels.length} output channels hold NaN or infinite values: the normalisation hardly fits.`,
    ]
  const flat = outputs.filter(({ min, max }) => min === max)
  return flat.length === outputs.length
    ? ['Every output channel has one value everywhere: the normalisation hardly fits.']
    : []
}
