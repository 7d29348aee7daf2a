import { resolve } from 'node:path'
import type { Command } from '../command.ts'
import { positional } from '../options.ts'
import { withEngine } from '../with-engine.ts'

export const selftestCommand: Command = {
  usage: 'selftest <folder>',
  summary: 'Our values for every case of a reference folder, beside the expected ones.',
  options: {},
  words: 1,
  run: (input) =>
    withEngine(input, async (engine) => {
      const folder = resolve(positional(input, 0, 'a reference folder'))
      const json = await engine.request('selftest', { folder })
      const { passed, failed, unsupported, failures } = json as {
        passed: number
        failed: number
        unsupported: number
        failures?: readonly string[]
      }
      return {
        json,
        text: [
          ...(failures ?? []),
          `${passed} values equal their reference, ${failed} differ, ${unsupported} are not computed yet`,
        ].join('\n'),
        status: failed === 0 ? 0 : 1,
      }
    }),
}
