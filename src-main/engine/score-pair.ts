/**
 * One prediction against its truth: reads both files, scores them, and writes the error class of every
 * object and the read-outs where asked. The command line's `score` and every run come through here.
 */
import { writeFile } from 'node:fs/promises'
import type { JudgedRegion } from '../contract/datasets.ts'
import { overAllCases } from '../contract/metrics.ts'
import type { ReadoutFile } from '../contract/readouts.ts'
import type { Task } from '../contract/words.ts'
import type { OutputFile, ScoreInput, ScoreOutput } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import { digestOfFile } from '../core/images/file-digest.ts'
import { objectClassesOption } from '../core/metrics/object-classes.ts'
import type { MetricOptions } from '../core/metrics/metric-options.ts'
import { classTableBeside, findClassTable } from '../core/tables/read-object-classes.ts'
import { chooseMetrics } from '../core/metrics/choose-metrics.ts'
import type { ShareBands } from '../core/metrics/restoration/ssim-band.ts'
import { planMetrics } from './plan-metrics.ts'
import { scoreClassificationFiles } from './scorers/classification.ts'
import { scoreDetectionFiles } from './scorers/detection.ts'
import { scoreInstanceFiles } from './scorers/instances.ts'
import { scoreRestorationFiles } from './scorers/restoration.ts'
import type { Scorer } from './scorers/scorer.ts'
import { scoreSemanticFiles } from './scorers/semantic.ts'

const scorers: Readonly<Record<Task, Scorer>> = {
  instances: scoreInstanceFiles,
  semantic: scoreSemanticFiles,
  restoration: scoreRestorationFiles,
  detection: scoreDetectionFiles,
  classification: scoreClassificationFiles,
}

const microSsimOfRun = 'micro-ssim-run'

/** `shareBands`: threads that large planes are shared with; the scores are the same without. */
export async function scorePair(
  input: ScoreInput,
  { shareBands }: { readonly shareBands?: ShareBands } = {},
): Promise<ScoreOutput> {
  const started = performance.now()
  const planned = planMetrics(input.task, input.options)
  // of one image there is no curve, no confusion matrix, and nothing fitted on all of them
  const tuples = planned.filter(
    ({ id, aggregation }) =>
      (input.isOfRun !== true || id !== microSsimOfRun) &&
      (input.classified === undefined || aggregation !== overAllCases),
  )
  const { ids: wanted, options } = chooseMetrics(input.task, input.options)
  const { truth, prediction, classified } = input
  const own = input.isOfRun === true ? wanted.filter((id) => id !== microSsimOfRun) : wanted
  const pair = { truth, prediction, options, wanted: own }
  const { image = null, pixelSizeUm = null } = input
  const scored = await scorers[input.task]({
    ...pair,
    ...(image === null ? {} : { image }),
    ...(classified ? { classified } : {}),
    ...(shareBands === undefined ? {} : { shareBands }),
    ...(input.task === 'instances' ? objectClassesFor(input, options) : {}),
    ...(input.region === undefined ? {} : { region: regionFor(input.task, input.region) }),
    ...(input.readoutsPath === undefined ? {} : { readouts: { image, pixelSizeUm } }),
  })
  const outputs: OutputFile[] = []
  if (input.objectsPath !== undefined && scored.objects !== undefined)
    outputs.push(await written('objects', input.objectsPath, scored.objects))
  if (input.readoutsPath !== undefined && scored.readouts !== undefined) {
    const file: ReadoutFile = { formatVersion: 1, readouts: [...scored.readouts] }
    outputs.push(await written('readouts', input.readoutsPath, file))
  }
  return {
    scores: tuples.map((metric) => ({
      metric,
      score: scored.scores[metric.id] ?? { undefined: 'not-computed' },
    })),
    outputs,
    seconds: (performance.now() - started) / 1000,
    notes: scored.notes,
  }
}

/** Where the option names classes: the tables that are given, else those beside the images. */
function objectClassesFor(
  { truth, prediction, objectClasses }: ScoreInput,
  options: MetricOptions,
): { objectClasses?: NonNullable<ScoreInput['objectClasses']> } {
  if (objectClasses !== undefined) return { objectClasses }
  if (objectClassesOption(options['objectClasses']) === null) return {}
  const own = findClassTable(truth)
  if (own !== null) return { objectClasses: { truth: own, prediction: findClassTable(prediction) } }
  throw new TouchstoneError(
    'file-not-found',
    `The option objectClasses asks for the classes of objects, and ${classTableBeside(truth)} is not there.`,
    { path: classTableBeside(truth) },
  )
}

/** Scores of images and of classes are of all of the image. Throws `bad-options`. */
function regionFor(task: Task, region: JudgedRegion): JudgedRegion {
  if (task !== 'restoration' && task !== 'classification') return region
  throw new TouchstoneError(
    'bad-options',
    `${region.path} states which pixels count, and scores of the task ${task} are of whole images; cut the images instead.`,
    { path: region.path, task },
  )
}

async function written(role: string, path: string, content: unknown): Promise<OutputFile> {
  await writeFile(path, JSON.stringify(content))
  return { role, path, sha256: await digestOfFile(path) }
}
