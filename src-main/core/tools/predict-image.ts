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
import type { ImageSource } from '../images/types.ts'
import type { OpenModel } from '../models/open-model.ts'
import { planChannels } from './channel-mapping.ts'
import { openModels } from './open-models.ts'
import { outputFormatOf, writeStack } from './output-file.ts'
import { secondsSince } from './prediction-work.ts'
import { noTotals, runParts } from './run-parts.ts'
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
  const { channels, isVolume } = model.imageInput
  const plan = planChannels(image.path, info, channel, channels)
  const totals = noTotals()
  const parts = runParts(
    model,
    image,
    plan,
    {
      ...{ times: info.size.t, cacheDir, tiling, signal },
      onProgress: (fraction, tile) => onProgress?.({ fraction, message: tile }),
    },
    totals,
  )
  const first = await parts.next()
  const found = first.done ? undefined : first.value.outputs[0]
  if (!found) throw new TouchstoneError('model-invalid', 'The model gave no output.')
  const size = outputSize(found)
  const depth = isVolume ? size.depth : info.size.z
  const stack = {
    size: { t: info.size.t, c: size.channels, z: depth, height: size.height, width: size.width },
    pixelSizeUm: outputPixelSize(info, size, isVolume),
    channels: channelsOf(model, size.channels),
    compression,
    signal,
  }
  const { axes, shape } = await writeStack(output, stack, async (writer) => {
    for (let part = first; !part.done; part = await parts.next()) {
      const { t, z, outputs } = part.value
      await writeOutput(outputs[0]!, writer, (place) => {
        const plane = isVolume ? place.z : z
        return (t * size.channels + place.channel) * depth + plane
      })
    }
  })
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
