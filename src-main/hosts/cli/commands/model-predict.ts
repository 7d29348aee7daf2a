import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import {
  channelChoiceSchema,
  tilingSchema,
  type TilingSettings,
} from '../../../contract/tool-file.ts'
import { TouchstoneError } from '../../../core/errors.ts'
import type { Command, CommandInput } from '../command.ts'
import { positional, required, text, wholeNumber } from '../options.ts'
import { keyValueTable } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const modelPredictCommand: Command = {
  usage: 'model predict <package> --input F --output F',
  summary: 'Runs a model over an image of any size and writes what the network gives.',
  options: {
    input: { type: 'string' },
    output: { type: 'string' },
    channel: { type: 'string' },
    compression: { type: 'string' },
    threads: { type: 'string' },
    'block-side': { type: 'string' },
    overlap: { type: 'string' },
    blend: { type: 'string' },
    batch: { type: 'string' },
  },
  words: 1,
  run: (input) =>
    withEngine(input, async (engine) => {
      const cacheDir = await mkdtemp(join(tmpdir(), 'touchstone-predict-'))
      try {
        const json = await engine.request(
          'predict-image',
          {
            model: resolve(positional(input, 0, 'a model package')),
            image: resolve(required(input, 'input')),
            output: resolve(required(input, 'output')),
            cacheDir,
            threads: Math.max(1, wholeNumber(input, 'threads', availableParallelism(), 1024)),
            channel: channelOf(text(input, 'channel') ?? 'auto'),
            tiling: tilingOf(input),
            compression: compressionOf(text(input, 'compression') ?? 'deflate'),
          },
          { onProgress: progressLines(input) },
        )
        return { json, text: keyValueTable({ ...json }), status: 0 }
      } finally {
        await rm(cacheDir, { recursive: true, force: true })
      }
    }),
}

/** A line on stderr for every tenth that is done. */
function progressLines({ output }: CommandInput): (progress: { fraction: number }) => void {
  let shown = 0
  return ({ fraction }) => {
    const tenths = Math.floor(fraction * 10)
    if (tenths <= shown) return
    shown = tenths
    output.stderr(`${tenths * 10} % done\n`)
  }
}

function channelOf(value: string) {
  const parsed = channelChoiceSchema.safeParse(/^\d+$/.test(value) ? Number(value) : value)
  if (parsed.success) return parsed.data
  throw new TouchstoneError(
    'bad-usage',
    `--channel ${value} is not a channel; auto, luminance, all or a number from 0 is needed.`,
  )
}

function compressionOf(value: string): 'deflate' | 'none' {
  if (value === 'deflate' || value === 'none') return value
  throw new TouchstoneError('bad-usage', `--compression ${value} is neither deflate nor none.`)
}

function tilingOf(input: CommandInput): TilingSettings | undefined {
  const number = (name: string): number | undefined =>
    text(input, name) === undefined ? undefined : wholeNumber(input, name, 0)
  const blend = text(input, 'blend')
  const given = {
    sidePx: number('block-side'),
    overlapPx: number('overlap'),
    batch: number('batch'),
    blend,
  }
  const stated = Object.entries(given).filter(([, value]) => value !== undefined)
  if (stated.length === 0) return undefined
  const parsed = tilingSchema.safeParse(Object.fromEntries(stated))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues as [z.core.$ZodIssue]
  throw new TouchstoneError(
    'bad-usage',
    `The tiling is not possible: ${issue.path.join('.')}: ${issue.message}.`,
  )
}
