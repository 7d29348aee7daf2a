import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { TouchstoneError } from '../../../core/errors.ts'
import type { Command, CommandInput } from '../command.ts'
import { positional, text } from '../options.ts'
import { keyValueTable } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const modelCheckCommand: Command = {
  usage: 'model check <package> [--keep DIR] [--dump DIR] [--as specification|core|jdll]',
  summary:
    'Validates a model description and runs its test tensors. --keep writes images of outputs that are not reproduced, --dump the tensor behind every step, --as takes the steps as another program does.',
  options: {
    keep: { type: 'string' },
    dump: { type: 'string' },
    as: { type: 'string' },
  },
  words: 1,
  run: (input) =>
    withEngine(input, async (engine) => {
      const path = resolve(positional(input, 0, 'a model package'))
      const question = {
        path,
        keepDir: folder(input, 'keep'),
        dumpDir: folder(input, 'dump'),
        program: program(input),
      }
      const cacheDir = await mkdtemp(join(tmpdir(), 'touchstone-model-'))
      try {
        const json = await engine.request('check-model', { ...question, cacheDir })
        // Weights or tensors that are not there are a warning; what is there must run and agree.
        const isBroken =
          ['ran-not-reproduced', 'cannot-run'].includes(json.testOutputs.status) ||
          json.warnings.some(({ code }) => code === 'weights-hash-mismatch')
        return { json, text: keyValueTable(json), status: json.valid && !isBroken ? 0 : 1 }
      } finally {
        await rm(cacheDir, { recursive: true, force: true })
      }
    }),
}

function folder(input: CommandInput, name: string): string | undefined {
  const value = text(input, name)
  return value === undefined ? undefined : resolve(value)
}

function program(input: CommandInput): 'core' | 'jdll' | undefined {
  const value = text(input, 'as') ?? 'specification'
  if (value === 'core' || value === 'jdll') return value
  if (value === 'specification') return undefined
  throw new TouchstoneError(
    'bad-usage',
    `--as ${value} is no program whose steps are known; there are specification, core and jdll.`,
  )
}
