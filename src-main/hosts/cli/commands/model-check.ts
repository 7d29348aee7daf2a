import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from '../command.ts'
import { positional } from '../options.ts'
import { keyValueTable } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const modelCheckCommand: Command = {
  usage: 'model check <package>',
  summary: 'Validates a model description and runs its test tensors.',
  options: {},
  words: 1,
  run: (input) =>
    withEngine(input, async (engine) => {
      const path = resolve(positional(input, 0, 'a model package'))
      const cacheDir = await mkdtemp(join(tmpdir(), 'touchstone-model-'))
      try {
        const json = await engine.request('check-model', { path, cacheDir })
        const { valid, testOutputs } = json as {
          valid: boolean
          testOutputs?: { status?: string }
        }
        // Weights or tensors that are not there are a warning; what is there must run and agree.
        const isBroken = ['ran-not-reproduced', 'cannot-run'].includes(testOutputs?.status ?? '')
        return { json, text: keyValueTable(json), status: valid && !isBroken ? 0 : 1 }
      } finally {
        await rm(cacheDir, { recursive: true, force: true })
      }
    }),
}
