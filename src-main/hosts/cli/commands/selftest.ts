/** `selftest [folder]`: our values beside the references; without a folder, beside the shipped anchors. */
import { join, resolve } from 'node:path'
import { packageDir } from '../../package-dir.ts'
import type { Command } from '../command.ts'
import { withEngine } from '../with-engine.ts'

export const selftestCommand: Command = {
  usage: 'selftest [folder]',
  summary: 'Our values for every case of a reference folder (else the shipped anchors).',
  options: {},
  words: 1,
  run: (input) =>
    withEngine(input, async (engine) => {
      const [given] = input.positionals
      const folder = given === undefined ? shippedAnchors : resolve(given)
      let said = 0
      const output = await engine.request(
        'selftest',
        { folder, values: true },
        {
          onProgress: ({ fraction, message }) => {
            if (fraction < said + 0.1) return
            said = fraction
            input.output.stderr(`${message}\n`)
          },
        },
      )
      const { cases, passed, failed, unsupported, failures, unsupportedKinds } = output
      return {
        json: { cases, passed, failed, unsupported, failures, unsupportedKinds },
        text: [
          ...failures,
          `${passed} values equal their reference, ${failed} differ, ${unsupported} are not computed here${
            unsupportedKinds.length > 0 ? ` (all of ${unsupportedKinds.join(', ')})` : ''
          }`,
        ].join('\n'),
        status: failed === 0 ? 0 : 1,
      }
    }),
}

/** Beside the program from source and from a build alike. */
const shippedAnchors = join(packageDir, 'resources', 'anchors')
