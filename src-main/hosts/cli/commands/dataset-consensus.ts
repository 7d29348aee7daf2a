import { isAbsolute, resolve } from 'node:path'
import { TouchstoneError } from '../../../core/errors.ts'
import type { Command } from '../command.ts'
import { required, text } from '../options.ts'
import { withEngine } from '../with-engine.ts'

export const datasetConsensusCommand: Command = {
  usage: 'dataset consensus --dataset D [--into consensus] [--replace]',
  summary:
    'Makes the truth of what several people annotated, by majority, and the dataset.yaml that names it.',
  options: {
    dataset: { type: 'string' },
    into: { type: 'string' },
    replace: { type: 'boolean' },
  },
  run(input) {
    const into = text(input, 'into') ?? 'consensus'
    if (isAbsolute(into) || into.split(/[\\/]/).includes('..'))
      throw new TouchstoneError('bad-usage', `--into ${into} must be a folder inside the dataset.`)
    const replace = input.values['replace'] === true
    const folder = resolve(required(input, 'dataset'))
    return withEngine(input, async (engine) => {
      const made = await engine.request('make-consensus', { folder, into, replace })
      const kept = made.left.length === 0 ? '' : ` ${made.left.length} with one annotator stay.`
      return {
        json: made,
        text: `${made.cases.length} cases, ${made.rule}.${kept}\n\n${replace ? `Written to ${folder}; the former dataset.yaml is dataset-before-consensus.yaml.` : made.datasetFile}`,
        status: 0,
      }
    })
  },
}
