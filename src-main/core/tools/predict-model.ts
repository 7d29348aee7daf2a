/**
 * Runs a network on one case: channels chosen, planes given one by one to a 2D network, the output decoded
 * for the task. Padding, tiles and processing are the model's business (`core/models`).
 */
import type { Decoding } from '../../contract/tool-file.ts'
import { TouchstoneError } from '../errors.ts'
import { openImage } from '../images/open-image.ts'
import type { ImageInfo, ImageSource, RealImage } from '../images/types.ts'
import { elementCount } from '../inference/tensor.ts'
import { readTensor } from '../inference/tensor-reader.ts'
import { automaticThreshold } from '../instances/automatic-threshold.ts'
import { decodeMask, decodeOutput, decodeSpots, type NetworkOutput } from '../instances/decode.ts'
import type { OpenModel } from '../models/open-model.ts'
import { planChannels } from './channel-mapping.ts'
import { classifyImage } from './classify-image.ts'
import { defaultDecoding } from './default-decoding.ts'
import { pointsOfSpots } from './found-points.ts'
import { limitTiling } from './limit-tiling.ts'
import { type ModelSignature, modelSignature } from './model-io.ts'
import { openModels } from './open-models.ts'
import { outputChannels } from './output-channels.ts'
import {
  type Computed,
  type PredictedPixels,
  type PredictionWork,
  requireOneTime,
  secondsSince,
} from './prediction-work.ts'
import { noTotals, type Part, runParts } from './run-parts.ts'
import {
  maskChannel,
  outputOf,
  type Predicted,
  writeMasks,
  writeRestored,
} from './stream-prediction.ts'

export async function predictWithModel(path: string, work: PredictionWork): Promise<Computed> {
  const opening = performance.now()
  const { threads, cacheDir, settings, execution } = work
  const { provider } = execution ?? {}
  const key = { path, threads, cacheDir, provider, parameters: settings.parameters }
  return openModels.withModel(key, async (model) => {
    const open = secondsSince(opening)
    const image = await openImage(work.image)
    try {
      const computed =
        work.task === 'classification'
          ? await classifyImage(model, image, work)
          : await predictImage(model, image, work)
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
  const totals = noTotals()
  const { signal, onProgress } = work.options
  const parts = runParts(
    model,
    image,
    plan,
    {
      times: 1,
      cacheDir: work.cacheDir,
      statistics: work.statistics,
      tiling: limitTiling(work.settings.tiling, work.execution?.largestSidePx ?? null),
      signal,
      onProgress: (fraction, tile) =>
        onProgress?.({ fraction, message: `${work.caseId}: ${tile}` }),
    },
    totals,
  )
  const { pixels, pixelSizeUm, seconds, notes } = await predictParts(parts, signature, info, work)
  return {
    pixels,
    pixelSizeUm,
    provider: model.provider,
    tiles: totals.tiles,
    seconds: { ...totals.seconds, ...seconds },
    notes: [...(plan.note === null ? [] : [plan.note]), ...totals.notes, ...notes],
  }
}

async function predictParts(
  parts: AsyncGenerator<Part>,
  signature: ModelSignature,
  info: ImageInfo,
  work: PredictionWork,
): Promise<Predicted> {
  if (work.task === 'restoration') return writeRestored(parts, signature, info, work)
  const decoding = work.settings.decoding ?? defaultDecoding(signature, work.task)
  const channel = work.task === 'semantic' ? maskChannel(decoding) : null
  return channel === null
    ? decodeParts(parts, decoding, info, work)
    : writeMasks(parts, decoding, channel, { info, isVolume: signature.dimensions === 3 }, work)
}

/** Objects are decoded on the whole output, so that none is cut at the edge of a tile or plane. */
async function decodeParts(
  parts: AsyncGenerator<Part>,
  stated: Decoding,
  info: ImageInfo,
  work: PredictionWork,
): Promise<Predicted> {
  const outputs: NetworkOutput[] = []
  let elements = 0
  for await (const part of parts) {
    const output = outputOf(part)
    elements += elementCount(output.shape)
    requireDecodable(work, elements, info)
    outputs.push(outputChannels(await readTensor(output)))
  }
  const decoding = performance.now()
  const decoded = decodeFor(work, stated, stacked(outputs), info)
  return {
    pixels: decoded.pixels,
    pixelSizeUm: isSameSize(decoded.pixels, info) ? info.pixelSizeUm : 'uncalibrated',
    seconds: { decode: secondsSince(decoding) },
    notes: decoded.notes,
  }
}

/** 4 GB of float32: with the labels beside it more than most machines have to spare. */
const mostElementsDecoded = 2 ** 30

function requireDecodable({ image }: PredictionWork, elements: number, { size }: ImageInfo): void {
  if (elements <= mostElementsDecoded) return
  throw new TouchstoneError(
    'file-too-large',
    `${image} (${size.width} x ${size.height}, ${size.z} planes) gives more than ${mostElementsDecoded} output values; objects are found on the whole output in memory. Cut the image into parts, or evaluate single planes.`,
    { image, elements, limit: mostElementsDecoded },
  )
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
  { task }: PredictionWork,
  stated: Decoding,
  output: NetworkOutput,
  { size }: ImageInfo,
): Decoded {
  const { decoding, notes } = concreteDecoding(stated, output)
  const imageShape = [size.z, size.height, size.width].slice(
    -(output.channels[0]?.shape.length ?? 2),
  )
  if (task === 'semantic') {
    const { shape, data } = decodeMask(output, decoding, imageShape)
    return { pixels: { kind: 'labels', labels: { shape, data: Uint32Array.from(data) } }, notes }
  }
  if (task === 'detection' && decoding.method === 'spots') {
    const spots = decodeSpots(output, decoding)
    return { pixels: { kind: 'points', points: pointsOfSpots(spots, imageShape.length) }, notes }
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

/** A network of planes finds objects of a stack only where its decoding joins them from plane to plane. */
function requireDimensions(
  signature: ModelSignature,
  { size }: ImageInfo,
  { task, image, settings }: PredictionWork,
): void {
  const findsObjects = task === 'instances' || task === 'detection'
  if (signature.dimensions === 3 || size.z === 1 || !findsObjects) return
  const decoding = settings.decoding ?? defaultDecoding(signature, task)
  if ('stitchThreshold' in decoding && decoding.stitchThreshold > 0) return
  const way =
    'stitchThreshold' in decoding
      ? 'Set the overlap from which planes are joined (stitchThreshold), use a 3D model, or evaluate single planes.'
      : 'Use a 3D model, or evaluate single planes.'
  throw new TouchstoneError(
    'axes-mismatch',
    `${image} has ${size.z} planes, but ${signature.name} works on single planes: objects found plane by plane would not be joined in z. ${way}`,
  )
}

function isSameSize(pixels: PredictedPixels, { size }: ImageInfo): boolean {
  if (pixels.kind !== 'labels' && pixels.kind !== 'image') return false
  const { shape } = pixels.kind === 'labels' ? pixels.labels : pixels.image
  const [width, height] = shape.toReversed()
  return width === size.width && height === size.height
}
