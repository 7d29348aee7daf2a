import { resolve } from 'node:path'
import { TouchstoneError } from '../../../core/errors.ts'
import type { Command } from '../command.ts'
import { required, task, text, wholeNumber } from '../options.ts'
import { withEngine } from '../with-engine.ts'

export const datasetInputsCommand: Command = {
  usage:
    'dataset inputs --dataset D --out DIR [--images SUB --truth SUB --task T] [--format tiff|as-is] [--seed N]',
  summary:
    'Writes the images of a dataset without their truth, numbered, for a tool that runs elsewhere.',
  options: {
    dataset: { type: 'string' },
    images: { type: 'string' },
    truth: { type: 'string' },
    task: { type: 'string' },
    out: { type: 'string' },
    format: { type: 'string' },
    seed: { type: 'string' },
  },
  run(input) {
    const format = text(input, 'format') ?? 'tiff'
    if (format !== 'tiff' && format !== 'as-is')
      throw new TouchstoneError(
        'bad-usage',
        `--format ${format} is not possible; it is tiff or as-is.`,
      )
    const [images, truth, choice] = [text(input, 'images'), text(input, 'truth'), task(input)]
    const order = {
      dataset: {
        folder: resolve(required(input, 'dataset')),
        ...(images === undefined ? {} : { images }),
        ...(truth === undefined ? {} : { truth }),
        ...(choice ? { task: choice } : {}),
      },
      folder: resolve(required(input, 'out')),
      format,
      seed: wholeNumber(input, 'seed', 1),
      exportedAt: new Date().toISOString(),
    } as const
    return withEngine(input, async (engine) => {
      const written = await engine.request('write-inputs', order)
      return {
        json: written,
        text: `${written.cases} inputs in ${written.folder}. Keep ${written.manifest} with the results: predictions:<folder> then finds their cases.`,
        status: 0,
      }
    })
  },
}
