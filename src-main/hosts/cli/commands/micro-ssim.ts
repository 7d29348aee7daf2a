import { resolve } from 'node:path'
import type { Command } from '../command.ts'
import { jsonOptions, required } from '../options.ts'
import { table } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const microSsimCommand: Command = {
  usage: 'micro-ssim --truth FOLDER --prediction FOLDER [--options JSON]',
  summary:
    'MicroSSIM of every restored image of a folder, its gain and offsets fitted on all of them together.',
  options: {
    truth: { type: 'string' },
    prediction: { type: 'string' },
    options: { type: 'string' },
  },
  run: (input) =>
    withEngine(input, async (engine) => {
      const { fit, scores } = await engine.request('score-micro-ssim', {
        truth: resolve(required(input, 'truth')),
        prediction: resolve(required(input, 'prediction')),
        options: jsonOptions(input),
      })
      const rows = scores.map(({ id, score }) => [
        id,
        'value' in score ? String(score.value) : `undefined: ${score.undefined}`,
      ])
      const fitted =
        fit === null
          ? 'The truth is constant.'
          : `Gain ${fit.gain}; offsets ${fit.truthOffset} of the truth, ${fit.predictionOffset} of the prediction.`
      return {
        json: { fit, scores },
        text: `${table(['image', 'MicroSSIM'], rows)}\n${fitted}`,
        status: 0,
      }
    }),
}
