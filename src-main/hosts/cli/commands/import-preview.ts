import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ImportPreview } from '../../../contract/import-preview.ts'
import { TouchstoneError } from '../../../core/errors.ts'
import type { Command } from '../command.ts'
import { required, task, text, wholeNumber } from '../options.ts'
import { table } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const importPreviewCommand: Command = {
  usage:
    'import preview --dataset D [--images SUB --truth SUB --task T] --predictions DIR|tool.yaml [--cases N]',
  summary:
    'Shows which file belongs to which case, what it would be taken as, and whether it looks wrong. Scores nothing.',
  options: {
    dataset: { type: 'string' },
    images: { type: 'string' },
    truth: { type: 'string' },
    task: { type: 'string' },
    predictions: { type: 'string' },
    cases: { type: 'string' },
  },
  run(input) {
    const [images, truth, choice] = [text(input, 'images'), text(input, 'truth'), task(input)]
    const order = {
      folder: resolve(required(input, 'dataset')),
      ...(images === undefined ? {} : { images }),
      ...(truth === undefined ? {} : { truth }),
      ...(choice ? { task: choice } : {}),
    }
    const path = resolve(required(input, 'predictions'))
    const mostLookedAt = wholeNumber(input, 'cases', 100_000)
    return withEngine(input, async (engine) => {
      const dataset = await engine.request('freeze-dataset', order)
      const preview = await engine.request('preview-import', {
        reference: /\.ya?ml$/i.test(path) ? path : `predictions:${path}`,
        ...{ dataset, mostLookedAt },
        cacheDir: join(tmpdir(), 'touchstone-import-preview'),
      })
      if (preview === null)
        throw new TouchstoneError('bad-usage', `${path} describes a tool that runs here.`)
      const wrong = preview.cases.some(({ state }) => state === 'missing' || state === 'refused')
      return {
        json: preview,
        text: previewText(preview),
        status: wrong || preview.suspicions.length > 0 ? 1 : 0,
      }
    })
  },
}

function previewText({ cases, unused, unusedTotal, suspicions }: ImportPreview): string {
  const count = (...states: readonly string[]): number =>
    cases.filter(({ state }) => states.includes(state)).length
  return [
    `${cases.length - count('missing')} of ${cases.length} cases have a prediction; ${count('refused')} are refused; ${unusedTotal} files belong to no case.`,
    ...suspicions.map((sentence) => `! ${sentence}`),
    '',
    table(
      ['case', 'file', 'taken as', 'size', 'state', 'objects', 'in the truth', ''],
      cases.map((one) => [
        one.case,
        one.file ?? '-',
        one.profile ?? '-',
        one.size ?? '-',
        one.state,
        String(one.objects ?? '-'),
        String(one.trueObjects ?? '-'),
        one.reason,
      ]),
    ),
    ...(unused.length === 0 ? [] : ['', `Without a case: ${unused.join(', ')}`]),
  ].join('\n')
}
