/**
 * One prediction against its truth: reads both files, scores them, and writes the error class of every
 * object where asked. The command line's `score` and every run come through here.
 */
import { writeFile } from 'node:fs/promises'
import type { Json, Score, Task } from '../contract/words.ts'
import type { OutputFile, ScoreInput, ScoreOutput } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import { channelsLast } from '../core/images/channels-last.ts'
import { digestOfFile } from '../core/images/file-digest.ts'
import { readLabelImage, readMask } from '../core/images/read-label-image.ts'
import { readRealImage } from '../core/images/read-real-image.ts'
import { maskPieces } from '../core/instances/mask-pieces.ts'
import { scoreInstances } from '../core/metrics/score-instances.ts'
import { scoreSemantic } from '../core/metrics/score-semantic.ts'
import { scoreRestoration } from '../core/metrics/restoration/score-restoration.ts'
import { planMetrics } from './plan-metrics.ts'

interface Scored {
  readonly scores: Readonly<Record<string, Score>>
  readonly objects?: Json
  readonly notes: readonly string[]
}

export async function scorePair(input: ScoreInput): Promise<ScoreOutput> {
  const started = performance.now()
  const tuples = planMetrics(input.task, input.options)
  const scored = await scorers[input.task](input)
  const outputs: OutputFile[] = []
  if (input.objectsPath !== undefined && scored.objects !== undefined) {
    await writeFile(input.objectsPath, JSON.stringify(scored.objects))
    outputs.push({
      role: 'objects',
      path: input.objectsPath,
      sha256: await digestOfFile(input.objectsPath),
    })
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

const scorers: Readonly<Record<Task, (input: ScoreInput) => Promise<Scored>>> = {
  instances: async ({ truth, prediction, options }) => {
    const [truthImage, predictionImage] = await Promise.all([
      readLabelImage(truth),
      readLabelImage(prediction, { allowIntegralFloat: true }),
    ])
    requireSameShape(truth, truthImage.shape, prediction, predictionImage.shape)
    const { scores, objects } = scoreInstances(truthImage, predictionImage, options)
    const notes = [...predictionImage.notes, ...maskNotes(prediction, maskPieces(predictionImage))]
    return { scores, objects: objects as unknown as Json, notes }
  },
  semantic: async ({ truth, prediction, options }) => {
    const [truthMask, predictionMask] = await Promise.all([readMask(truth), readMask(prediction)])
    requireSameShape(truth, truthMask.shape, prediction, predictionMask.shape)
    return { scores: scoreSemantic(truthMask, predictionMask, options).scores, notes: [] }
  },
  restoration: async ({ truth, prediction, options }) => {
    const [truthImage, predictionImage] = await Promise.all([
      readRealImage(truth),
      readRealImage(prediction),
    ])
    const [inOrder, predictionInOrder] = [channelsLast(truthImage), channelsLast(predictionImage)]
    requireSameShape(truth, inOrder.shape, prediction, predictionInOrder.shape)
    requireSameAxes(truth, inOrder.axes, prediction, predictionInOrder.axes)
    const { scores, notes } = scoreRestoration(inOrder, predictionInOrder, {
      ...options,
      dtype: truthImage.dtype,
      channelsLast: hasChannels(inOrder.axes),
    })
    return { scores, notes }
  },
  detection: () => notYet('detection'),
  classification: () => notYet('classification'),
}

/** The commonest wrong import: a mask where one label per object is needed. Scored as it stands, and said. */
function maskNotes(path: string, pieces: number): string[] {
  if (pieces < 2) return []
  return [
    `The prediction ${path} has a single label in ${pieces} pieces: it looks like a mask and counts as one object. Label its objects first.`,
  ]
}

function notYet(task: Task): Promise<Scored> {
  return Promise.reject(
    new TouchstoneError(
      'bad-request',
      `The task ${task} cannot be scored yet; instances, semantic and restoration can.`,
    ),
  )
}

function requireSameShape(
  truth: string,
  truthShape: readonly number[],
  prediction: string,
  predictionShape: readonly number[],
): void {
  if (truthShape.join() === predictionShape.join()) return
  throw new TouchstoneError(
    'shape-mismatch',
    `The truth ${truth} is ${truthShape.join(' x ')} and the prediction ${prediction} is ${predictionShape.join(' x ')} pixels; both must be of one size.`,
    { truth: [...truthShape], prediction: [...predictionShape] },
  )
}

/** Four channels and four planes have one shape but not one meaning. */
function requireSameAxes(
  truth: string,
  truthAxes: string,
  prediction: string,
  predictionAxes: string,
): void {
  if (hasChannels(truthAxes) === hasChannels(predictionAxes)) return
  throw new TouchstoneError(
    'axes-mismatch',
    `The truth ${truth} has the axes ${truthAxes} and the prediction ${prediction} has ${predictionAxes}, so one has channels where the other has planes.`,
  )
}

function hasChannels(axes: string): boolean {
  return /[cs]$/.test(axes)
}
