import { resolve } from 'node:path'
import type { Command } from '../command.ts'
import { jsonOptions, required, text } from '../options.ts'
import { withEngine } from '../with-engine.ts'

export const errorMapCommand: Command = {
  usage: 'error-map --kind K --truth F --prediction F [--image F] [--options JSON] --output F',
  summary:
    'Where a restored image is wrong, as OME-TIFF: ssim, squared-error, difference-after-fit, or squirrel.',
  options: {
    kind: { type: 'string' },
    truth: { type: 'string' },
    prediction: { type: 'string' },
    image: { type: 'string' },
    options: { type: 'string' },
    output: { type: 'string' },
  },
  run: (input) =>
    withEngine(input, async (engine) => {
      const image = text(input, 'image')
      const { output, notes } = await engine.request('write-error-map', {
        kind: required(input, 'kind'),
        truth: resolve(required(input, 'truth')),
        prediction: resolve(required(input, 'prediction')),
        ...(image === undefined ? {} : { image: resolve(image) }),
        options: jsonOptions(input),
        output: resolve(required(input, 'output')),
      })
      for (const note of notes) input.output.stderr(`${note}\n`)
      return { json: { output }, text: `Wrote ${output.path}.`, status: 0 }
    }),
}
