import { resolve } from 'node:path'
import { withEngine } from '../with-engine.ts'
import type { Command } from '../command.ts'
import { positional } from '../options.ts'
import { keyValueTable } from '../table.ts'

export const inspectCommand: Command = {
  usage: 'inspect <image> [--checksum]',
  summary: 'What an image file holds: axes, shape, type, pixel size, channels, levels.',
  options: { checksum: { type: 'boolean' } },
  words: 1,
  run: (input) =>
    withEngine(input, async (engine) => {
      const path = resolve(positional(input, 0, 'an image file'))
      const checksum = input.values['checksum'] === true
      const json = await engine.request('inspect-image', { path, checksum })
      return { json, text: keyValueTable(json), status: 0 }
    }),
}
