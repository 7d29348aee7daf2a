/** The job `write-error-map`: where a prediction is wrong, as OME-TIFF of float32 in the truth's axes. */
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { EngineJobs } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import { digestOfFile } from '../core/images/file-digest.ts'
import { keepBelow } from '../core/images/pyramid/trim-cache.ts'
import type { RealImage } from '../core/images/types.ts'
import { writeRealImage } from '../core/images/write-real-image.ts'
import { errorMap, errorMapKinds } from '../core/metrics/restoration/error-maps.ts'
import { restorationPair } from '../core/metrics/restoration/restoration-pair.ts'
import { knownPixelSize } from './scorers/known-pixel-size.ts'
import { readRestorationPair } from './scorers/read-restoration-pair.ts'

type Job = EngineJobs['write-error-map']

/** Throws `bad-options` for a kind that is none, and what reading, comparing and writing throw. */
export async function writeErrorMap(input: Job['input']): Promise<Job['output']> {
  const kind = errorMapKinds.find((one) => one === input.kind)
  if (kind === undefined)
    throw new TouchstoneError(
      'bad-options',
      `There is no error map ${input.kind}; the kinds are ${errorMapKinds.join(', ')}.`,
      { kind: input.kind },
    )
  const read = await readRestorationPair(input, kind === 'squirrel')
  const pair = restorationPair(read.truth, read.prediction, read.options, read.input)
  const map = errorMap(kind, pair)
  const isOfInput = kind === 'squirrel'
  const pixelSizeUm = isOfInput ? null : await knownPixelSize(null, [input.truth, input.prediction])
  const inOrder = isOfInput
    ? { ...map, axes: 'yx' }
    : channelsBack({ ...map, axes: read.truth.axes })
  await writeRealImage(input.output, inOrder, pixelSizeUm === null ? {} : { pixelSizeUm })
  if (input.limitBytes !== undefined)
    await keepBelow(dirname(input.output), (await stat(input.output)).size, input.limitBytes)
  return {
    output: {
      role: 'error-map',
      path: input.output,
      sha256: await digestOfFile(input.output),
    },
    notes: read.notes,
  }
}

/** `[z, y, x, c]` becomes `[c, z, y, x]` again, behind time. */
function channelsBack({ shape, axes, data }: RealImage & { readonly axes: string }): RealImage & {
  readonly axes: string
} {
  if (!axes.endsWith('c')) return { shape, axes, data }
  const channels = shape.at(-1) ?? 1
  const times = axes.startsWith('t') ? (shape[0] ?? 1) : 1
  const inner = data.length / channels / times
  const moved = new Float64Array(data.length)
  for (let t = 0; t < times; t++)
    for (let c = 0; c < channels; c++)
      for (let i = 0; i < inner; i++)
        moved[(t * channels + c) * inner + i] = data[(t * inner + i) * channels + c]!
  const time = axes.startsWith('t') ? 1 : 0
  return {
    axes: `${axes.slice(0, time)}c${axes.slice(time, -1)}`,
    shape: [...shape.slice(0, time), channels, ...shape.slice(time, -1)],
    data: moved,
  }
}
