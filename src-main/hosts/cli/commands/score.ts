import { resolve } from 'node:path'
import { TouchstoneError } from '../../../core/errors.ts'
import type { ScoreInput } from '../../../core/engine-port.ts'
import type { Command, CommandInput } from '../command.ts'
import { jsonOptions, required, task, text } from '../options.ts'
import { table } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const scoreCommand: Command = {
  usage:
    'score --task T --truth F --prediction F [--image F] [--annotated F | --ignored F] [--options JSON]',
  summary:
    'Scores of one prediction against its ground truth: images, or tables of points and classes.',
  options: {
    task: { type: 'string' },
    truth: { type: 'string' },
    prediction: { type: 'string' },
    image: { type: 'string' },
    annotated: { type: 'string' },
    ignored: { type: 'string' },
    options: { type: 'string' },
  },
  run: (input) =>
    withEngine(input, async (engine) => {
      const asked = task(input)
      if (!asked) throw new TouchstoneError('bad-usage', 'The option --task is missing.')
      const image = text(input, 'image')
      const scored = await engine.request('score-case', {
        task: asked,
        truth: resolve(required(input, 'truth')),
        prediction: resolve(required(input, 'prediction')),
        options: jsonOptions(input),
        ...(image === undefined ? {} : { image: resolve(image) }),
        ...regionOf(input),
      })
      for (const note of scored.notes) input.output.stderr(`${note}\n`)
      const scores = Object.fromEntries(
        scored.scores.map(({ metric, score }) => [metric.id, score]),
      )
      return {
        json: { scores },
        text: table(
          ['metric', 'value'],
          scored.scores.map(({ metric, score }) => [
            metric.id,
            'value' in score ? String(score.value) : `undefined: ${score.undefined}`,
          ]),
        ),
        status: 0,
      }
    }),
}

/** A mask of the pixels that were annotated, or of those to be ignored. */
function regionOf(input: CommandInput): Pick<ScoreInput, 'region'> {
  const [annotated, ignored] = [text(input, 'annotated'), text(input, 'ignored')]
  if (annotated !== undefined && ignored !== undefined)
    throw new TouchstoneError('bad-usage', 'Please give --annotated or --ignored, not both.')
  if (annotated !== undefined) return { region: { kind: 'annotated', path: resolve(annotated) } }
  return ignored === undefined ? {} : { region: { kind: 'ignored', path: resolve(ignored) } }
}
