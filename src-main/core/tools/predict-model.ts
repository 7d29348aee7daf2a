/**
 * Runs a network on one case: channels chosen, planes given one by one to a 2D network, the output decoded
 * for the task. Padding, tiles and processing are the model's business (`core/models`).
 */
import type { Decoding } from '../../contract/tool-file.ts'
import { TouchstoneError } from '../errors.ts'
import { openImage } from '../images/open-image.ts'
import type { ImageInfo, ImageSource, RealImage } from '../images/types.ts'
import { automaticThreshold } from '../instances/automatic-threshold.ts'
import { decodeMask, decodeOutput, type NetworkOutput } from '../instances/decode.ts'
import type { ImageForModel } from '../models/bind-image.ts'
import type { OpenModel } from '../models/open-model.ts'
import { type ChannelPlan, planChannels } from './channel-mapping.ts'
import { defaultDecoding } from './default-decoding.ts'
import { type ModelSignature, modelSignature } from './model-io.ts'
import { openModels } from './open-models.ts'
import { outputChannels } from './output-channels.ts'
import {
  type Computed,
  type PredictedPixels,
  type PredictionWork,
  requireNotCancelled,
  requireOneTime,
  secondsSince,
} from './prediction-work.ts'
import { readChannels } from './read-channels.ts'

export async function predictWithModel(path: string, work: PredictionWork): Promise<Computed> {
  const opening = performance.now()
  const key = { path, threads: work.threads, cacheDir: work.cacheDir }
  return openModels.withModel(key, async (model) => {
    const open = secondsSince(opening)
    const image = await openImage(work.image)
    try {
      const computed = await predictImage(model, image, work)
      return { ...computed, seconds: { open, ...computed.seconds } }
    } finally {
      await image.close()
    }
  })
}

async function predictImage(
  model: OpenModel,
  image: ImageSource,
  work: PredictionWork,
): Promise<Computed> {
  const signature = modelSignature(model.description)
  if (signature.unusable !== null)
    throw new TouchstoneError('model-not-runnable', signature.unusable)
  const { info } = image
  requireOneTime(work.image, info)
  requireDimensions(signature, info, work)
  const plan = planChannels(work.image, info, work.settings.channel, signature.inputChannels)
  const run = await runPlanes(model, image, plan, signature.dimensions, work)
  const decoding = performance.now()
  const decoded = decodeFor(work, signature, run.output, info)
  return {
    pixels: decoded.pixels,
    pixelSizeUm: isSameSize(decoded.pixels, info) ? info.pixelSizeUm : 'uncalibrated',
    provider: model.provider,
    tiles: run.tiles,
    seconds: { ...run.seconds, decode: secondsSince(decoding) },
    notes: [...(plan.note === null ? [] : [plan.note]), ...run.notes, ...decoded.notes],
  }
}

interface PlanesRun {
  readonly output: NetworkOutput
  readonly tiles: number
  readonly seconds: { readonly read: number; readonly session: number; readonly compute: number }
  readonly notes: ReadonlySet<string>
}

/** A 3D network sees the stack at once; a 2D one plane by plane, outputs put on each other. */
async function runPlanes(
  model: OpenModel,
  image: ImageSource,
  plan: ChannelPlan,
  dimensions: 2 | 3,
  work: PredictionWork,
): Promise<PlanesRun> {
  const { size } = image.info
  const steps = dimensions === 3 ? (['all'] as const) : Array.from({ length: size.z }, (_, z) => z)
  const outputs: NetworkOutput[] = []
  const notes = new Set<string>()
  const seconds = { read: 0, session: 0, compute: 0 }
  let tiles = 0
  for (const [index, z] of steps.entries()) {
    requireNotCancelled(work)
    const reading = performance.now()
    const { channels } = await readChannels(image, plan, z)
    seconds.read += secondsSince(reading)
    const computing = performance.now()
    const depth = dimensions === 3 ? size.z : 1
    const { signal, onProgress } = work.options
    const result = await model.predict(
      imageForModel(channels, [depth, size.height, size.width], dimensions),
      {
        ...(signal ? { signal } : {}),
        onTile: (done, total) =>
          onProgress?.({
            fraction: (index + done / total) / steps.length,
            message: `${work.caseId}: tile ${done} of ${total}`,
          }),
      },
    )
    seconds.compute += secondsSince(computing)
    seconds.session += result.secondsInSession
    tiles += result.tiles
    for (const note of result.notes) notes.add(note)
    outputs.push(outputChannels(result.outputs[0]))
  }
  return { output: stacked(outputs), tiles, seconds, notes }
}

function imageForModel(
  channels: readonly Float64Array[],
  [depth, height, width]: readonly [number, number, number],
  dimensions: 2 | 3,
): ImageForModel {
  const length = depth * height * width
  const data = new Float32Array(channels.length * length)
  channels.forEach((channel, index) => data.set(channel, index * length))
  return dimensions === 3
    ? { axes: 'czyx', shape: [channels.length, depth, height, width], data }
    : { axes: 'cyx', shape: [channels.length, height, width], data }
}

function stacked(outputs: readonly NetworkOutput[]): NetworkOutput {
  const [first] = outputs
  if (!first || outputs.length === 1) return first ?? { channels: [] }
  const channels = first.channels.map(({ shape, data: { length } }, channel): RealImage => {
    const data = new Float32Array(length * outputs.length)
    outputs.forEach((output, z) => data.set(output.channels[channel]?.data ?? [], z * length))
    return { shape: [outputs.length, ...shape], data }
  })
  return { channels }
}

interface Decoded {
  readonly pixels: PredictedPixels
  readonly notes: readonly string[]
}

function decodeFor(
  { task, settings }: PredictionWork,
  signature: ModelSignature,
  output: NetworkOutput,
  { size }: ImageInfo,
): Decoded {
  if (task === 'restoration') return { pixels: restored(signature, output), notes: [] }
  const { decoding, notes } = concreteDecoding(
    settings.decoding ?? defaultDecoding(signature, task),
    output,
  )
  const imageShape = [size.z, size.height, size.width].slice(
    -(output.channels[0]?.shape.length ?? 2),
  )
  if (task === 'semantic') {
    const { shape, data } = decodeMask(output, decoding, imageShape)
    return { pixels: { kind: 'labels', labels: { shape, data: Uint32Array.from(data) } }, notes }
  }
  return { pixels: { kind: 'labels', labels: decodeOutput(output, decoding, imageShape) }, notes }
}

/** Finds the threshold on this output where the setting leaves it open, and says which it was. */
function concreteDecoding(
  decoding: Decoding,
  output: NetworkOutput,
): { decoding: Decoding; notes: string[] } {
  if (!('threshold' in decoding) || decoding.threshold !== 'automatic')
    return { decoding, notes: [] }
  const threshold = automaticThreshold(output.channels[decoding.channel]?.data ?? [])
  return {
    decoding: { ...decoding, threshold },
    notes: [`The automatic threshold of the foreground is ${threshold.toFixed(4)} here.`],
  }
}

function restored(signature: ModelSignature, output: NetworkOutput): PredictedPixels {
  const [image] = output.channels
  if (image && output.channels.length === 1) return { kind: 'image', image }
  throw new TouchstoneError(
    'tool-invalid',
    `${signature.name} gives ${output.channels.length} channels; a restored image has one.`,
  )
}

function requireDimensions(
  signature: ModelSignature,
  { size }: ImageInfo,
  { task, image }: PredictionWork,
): void {
  if (signature.dimensions === 3 || size.z === 1 || task !== 'instances') return
  throw new TouchstoneError(
    'axes-mismatch',
    `${image} has ${size.z} planes, but ${signature.name} works on single planes: objects found plane by plane would not be joined in z. Use a 3D model, or evaluate single planes.`,
  )
}

function isSameSize(pixels: PredictedPixels, { size }: ImageInfo): boolean {
  const { shape } = pixels.kind === 'labels' ? pixels.labels : pixels.image
  const [width, height] = shape.toReversed()
  return width === size.width && height === size.height
}
