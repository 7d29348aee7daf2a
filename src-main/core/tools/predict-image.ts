/**
 * `model predict`: a model over one image file of any size, its output as the network gives it, neither
 * decoded nor scored. Planes go to the file as they are done.
 */
import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import type { JobOptions, PredictImageInput, PredictImageOutput } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { parseImageReference } from '../images/image-reference.ts'
import { openImage } from '../images/open-image.ts'
import type { RealWriter } from '../images/stream-real-image.ts'
import type { ImageSource } from '../images/types.ts'
import type { TensorReader } from '../inference/tensor-reader.ts'
import type { OpenModel } from '../models/open-model.ts'
import { planChannels } from './channel-mapping.ts'
import { openModels } from './open-models.ts'
import { outputFormatOf, writeStack } from './output-file.ts'
import { secondsSince } from './prediction-work.ts'
import { noTotals, type PartPlace, runParts } from './run-parts.ts'
import { outputPixelSize, outputSize, writeOutput } from './write-output.ts'

/**
 * TouchstoneError 'bad-usage' for other endings of the output's name, 'conflict' where it is the image
 * itself, and what reading, the model and writing throw.
 */
export async function predictImage(
  input: PredictImageInput,
  options: JobOptions = {},
): Promise<PredictImageOutput> {
  const start = performance.now()
  outputFormatOf(input.output)
  await requireApart(input)
  const key = { path: input.model, threads: input.threads, cacheDir: input.cacheDir }
  return openModels.withModel(key, async (model) => {
    const image = await openImage(input.image)
    try {
      const result = await predictWhole(model, image, input, options)
      return { ...result, secondsTotal: secondsSince(start) }
    } finally {
      await image.close()
    }
  })
}

async function predictWhole(
  model: OpenModel,
  image: ImageSource,
  { output, channel, tiling, compression, cacheDir }: PredictImageInput,
  { signal, onProgress }: JobOptions,
): Promise<Omit<PredictImageOutput, 'secondsTotal'>> {
  const { info } = image
  const { channels } = model.imageInput
  const plan = planChannels(image.path, info, channel, channels)
  const totals = noTotals()
  let stack: GrowingStack | null = null
  const write = async (place: PartPlace, found: TensorReader, rows: number): Promise<void> => {
    stack ??= await growStack(model, image, found, { output, compression, signal })
    await stack.write(place, found, rows)
  }
  const order = {
    ...{ times: info.size.t, cacheDir, tiling, signal, onRows: write },
    onProgress: (fraction: number, tile: string) => onProgress?.({ fraction, message: tile }),
  }
  try {
    for await (const { t, z, outputs } of runParts(model, image, plan, order, totals)) {
      const [found] = outputs
      if (!found) throw new TouchstoneError('model-invalid', 'The model gave no output.')
      await write({ t, z }, found, outputSize(found).height)
    }
  } catch (error) {
    await (stack as GrowingStack | null)?.giveUp(error)
    throw error
  }
  if (stack === null) throw new TouchstoneError('model-invalid', 'The model gave no output.')
  const { axes, shape } = await (stack as GrowingStack).finish()
  const others = model.description.outputs.slice(1).map(({ id }) => id)
  return {
    ...{ output, axes, shape, provider: model.provider, tiles: totals.tiles },
    secondsInSession: totals.seconds.session,
    notes: [
      ...(plan.note === null ? [] : [plan.note]),
      ...totals.notes,
      ...(others.length > 0
        ? [`Only the first output was written; the model also gives ${others.join(', ')}.`]
        : []),
    ],
  }
}

/** A file that is written while the network still runs. */
interface GrowingStack {
  /** The first `rows` rows of a part are there; those that make whole tiles are written. */
  write(place: PartPlace, output: TensorReader, rows: number): Promise<void>
  finish(): Promise<{ readonly axes: string; readonly shape: readonly number[] }>
  /** Leaves nothing of the file; the error is told by who calls. */
  giveUp(error: unknown): Promise<void>
}

async function growStack(
  model: OpenModel,
  { info }: ImageSource,
  first: TensorReader,
  {
    output,
    ...options
  }: Pick<PredictImageInput, 'output' | 'compression'> & {
    readonly signal: AbortSignal | undefined
  },
): Promise<GrowingStack> {
  const { isVolume } = model.imageInput
  const size = outputSize(first)
  const depth = isVolume ? size.depth : info.size.z
  const description = {
    size: { t: info.size.t, c: size.channels, z: depth, height: size.height, width: size.width },
    pixelSizeUm: outputPixelSize(info, size, isVolume),
    channels: channelsOf(model, size.channels),
    ...options,
  }
  const writer = Promise.withResolvers<RealWriter>()
  const whole = Promise.withResolvers<undefined>()
  const written = writeStack(output, description, (ready) => {
    writer.resolve(ready)
    return whole.promise
  })
  written.catch(writer.reject) // no writer came; `written` itself is awaited by finish and giveUp
  const to = await writer.promise
  let at = { t: -1, z: -1, rows: 0 }
  /** Goes on while the network runs; the next rows wait for it, and so does the end of the part. */
  let underWay = Promise.resolve()
  return {
    async write(place, found, rows) {
      if (place.t !== at.t || place.z !== at.z) at = { ...place, rows: 0 }
      const complete = rows === size.height ? rows : rows - (rows % to.tile.height)
      if (complete <= at.rows) return
      const part = { from: at.rows, to: complete }
      at.rows = complete
      const planeOf = ({ channel, z }: { readonly channel: number; readonly z: number }): number =>
        (place.t * size.channels + channel) * depth + (isVolume ? z : place.z)
      await underWay
      underWay = writeOutput(found, to, planeOf, part)
      underWay.catch(() => undefined) // told to whoever waits for it next
      if (complete === size.height) await underWay
    },
    finish() {
      whole.resolve(undefined)
      return written
    },
    async giveUp(error) {
      await underWay.catch(() => undefined)
      whole.reject(error)
      await written.catch(() => undefined)
    },
  }
}

/** Names that the description gives to the output's channels, where they are as many. */
function channelsOf({ description }: OpenModel, count: number): { name: string }[] {
  const axis = description.outputs[0]?.axes.find(({ type }) => type === 'channel')
  const names = axis?.channelNames ?? []
  return names.length === count ? names.map((name) => ({ name })) : []
}

async function requireApart({ image, output }: PredictImageInput): Promise<void> {
  const there = await realpath(output).catch(() => null)
  const source = await realpath(parseImageReference(image).path).catch(() => null)
  if (there === null || there !== source) return
  throw new TouchstoneError(
    'conflict',
    `${basename(output)} is the image itself; name another file for the prediction.`,
    { output },
  )
}
