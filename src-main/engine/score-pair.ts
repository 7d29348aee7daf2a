/**
 * One prediction against its truth: reads both files, scores them, and writes the error class of every
 * object where asked. The command line's `score` and every run come through here.
 */
import { writeFile } from 'node:fs/promises'
import type { Json, PixelSizeUm, Score, Task } from '../contract/words.ts'
import type { OutputFile, ScoreInput, ScoreOutput } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import { channelsLast } from '../core/images/channels-last.ts'
import { digestOfFile } from '../core/images/file-digest.ts'
import { openImage } from '../core/images/open-image.ts'
import { readLabelImage, readMask } from '../core/images/read-label-image.ts'
import { readRealImage } from '../core/images/read-real-image.ts'
import { maskPieces } from '../core/instances/mask-pieces.ts'
import { chooseMetrics } from '../core/metrics/choose-metrics.ts'
import { scoreClassification } from '../core/metrics/classification/score-classification.ts'
import { scoreDetection } from '../core/metrics/detection/score-detection.ts'
import type { MetricOptions } from '../core/metrics/metric-options.ts'
import { scoreInstances } from '../core/metrics/score-instances.ts'
import { scoreSemantic } from '../core/metrics/score-semantic.ts'
import { scoreRestoration } from '../core/metrics/restoration/score-restoration.ts'
import { joinClasses } from '../core/tables/join-classes.ts'
import { readPredictedClasses, readTrueClasses } from '../core/tables/read-classes.ts'
import { readPoints, type PointList } from '../core/tables/read-points.ts'
import { planMetrics } from './plan-metrics.ts'

/** What to score: `wanted` are the ids of the planned metrics. */
interface Pair {
  readonly truth: string
  readonly prediction: string
  readonly options: MetricOptions
  readonly wanted: readonly string[]
}

interface Scored {
  readonly scores: Readonly<Record<string, Score>>
  readonly objects?: Json
  readonly notes: readonly string[]
}

export async function scorePair(input: ScoreInput): Promise<ScoreOutput> {
  const started = performance.now()
  const tuples = planMetrics(input.task, input.options)
  const { ids: wanted, options } = chooseMetrics(input.task, input.options)
  const { truth, prediction } = input
  const scored = await scorers[input.task]({ truth, prediction, options, wanted })
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

const scorers: Readonly<Record<Task, (pair: Pair) => Promise<Scored>>> = {
  instances: async ({ truth, prediction, options, wanted }) => {
    const [truthImage, predictionImage] = await Promise.all([
      readLabelImage(truth),
      readLabelImage(prediction, { allowIntegralFloat: true }),
    ])
    requireSameShape(truth, truthImage.shape, prediction, predictionImage.shape)
    const scored = scoreInstances(truthImage, predictionImage, options, wanted)
    const notes = [
      ...predictionImage.notes,
      ...maskNotes(prediction, maskPieces(predictionImage)),
      ...scored.notes,
    ]
    return { scores: scored.scores, objects: scored.objects as unknown as Json, notes }
  },
  semantic: async ({ truth, prediction, options, wanted }) => {
    const [truthMask, predictionMask] = await Promise.all([readMask(truth), readMask(prediction)])
    requireSameShape(truth, truthMask.shape, prediction, predictionMask.shape)
    const { sized, notes } = await withPixelSize(truth, prediction, options)
    return { scores: scoreSemantic(truthMask, predictionMask, sized, wanted).scores, notes }
  },
  restoration: async ({ truth, prediction, options, wanted }) => {
    const [truthImage, predictionImage] = await Promise.all([
      readRealImage(truth),
      readRealImage(prediction),
    ])
    const [inOrder, predictionInOrder] = [channelsLast(truthImage), channelsLast(predictionImage)]
    requireSameShape(truth, inOrder.shape, prediction, predictionInOrder.shape)
    requireSameAxes(truth, inOrder.axes, prediction, predictionInOrder.axes)
    const { scores, notes } = scoreRestoration(
      inOrder,
      predictionInOrder,
      { ...options, dtype: truthImage.dtype, channelsLast: hasChannels(inOrder.axes) },
      wanted,
    )
    return { scores, notes }
  },
  detection: async ({ truth, prediction, options }) => {
    const [truePoints, points] = await Promise.all([readPoints(truth), readPoints(prediction)])
    requireSameDimensions(truePoints, points)
    const { scores } = scoreDetection(truePoints, points, options)
    return { scores, notes: [...truePoints.notes, ...points.notes] }
  },
  classification: async ({ truth, prediction, options }) => {
    const trueClasses = await readTrueClasses(truth)
    const predicted = await readPredictedClasses(prediction, new Set(trueClasses.classes.values()))
    const joined = joinClasses(trueClasses, predicted, positiveClassOf(options))
    return { scores: scoreClassification(joined, options).scores, notes: joined.notes }
  },
}

/** An empty list fits any other. */
function requireSameDimensions(truth: PointList, prediction: PointList): void {
  const isEmpty = truth.coordinates.length === 0 || prediction.coordinates.length === 0
  if (isEmpty || truth.dimensions === prediction.dimensions) return
  throw new TouchstoneError(
    'shape-mismatch',
    `The points of ${truth.path} have ${truth.dimensions} coordinates and those of ${prediction.path} ${prediction.dimensions}; score planes with planes and stacks with stacks.`,
    { truth: truth.dimensions, prediction: prediction.dimensions },
  )
}

/** Text, or a number such as 1: classes are compared as they are written. */
function positiveClassOf({ positiveClass }: MetricOptions): string | null {
  if (positiveClass === undefined || positiveClass === null) return null
  if (typeof positiveClass === 'object')
    throw new TouchstoneError('bad-options', 'The metric option positiveClass names one class.')
  return String(positiveClass)
}

/** Micrometres without a stated pixel size are those of the files, which must agree. */
async function withPixelSize(
  truth: string,
  prediction: string,
  options: MetricOptions,
): Promise<{ readonly sized: MetricOptions; readonly notes: readonly string[] }> {
  const isStated = options.pixelSizeUm !== undefined && options.pixelSizeUm !== null
  if (options.distanceUnit !== 'um' || isStated) return { sized: options, notes: [] }
  const [own, other] = await Promise.all([pixelSizeOf(truth), pixelSizeOf(prediction)])
  const size = own ?? other
  if (size === null) return { sized: options, notes: [] }
  if (own !== null && other !== null && !isSameSize(own, other))
    throw new TouchstoneError(
      'shape-mismatch',
      `The pixels of the truth ${truth} are ${JSON.stringify(own)} and those of the prediction ${prediction} ${JSON.stringify(other)} um; state pixelSizeUm.`,
      { truth: own, prediction: other },
    )
  return {
    sized: { ...options, pixelSizeUm: size as unknown as Json },
    notes: [`Distances are in um by the pixel size of the files, ${JSON.stringify(size)}.`],
  }
}

async function pixelSizeOf(path: string): Promise<PixelSizeUm | null> {
  const source = await openImage(path)
  try {
    const { pixelSizeUm } = source.info
    return pixelSizeUm === 'uncalibrated' ? null : pixelSizeUm
  } finally {
    await source.close()
  }
}

/** Files round their pixel sizes. */
function isSameSize(a: PixelSizeUm, b: PixelSizeUm): boolean {
  const isNear = (one = 1, another = one): boolean => Math.abs(one - another) <= 1e-3 * one
  return isNear(a.x, b.x) && isNear(a.y, b.y) && isNear(a.z, b.z)
}

/** The commonest wrong import: a mask where one label per object is needed. Scored as it stands, and said. */
function maskNotes(path: string, pieces: number): string[] {
  if (pieces < 2) return []
  return [
    `The prediction ${path} has a single label in ${pieces} pieces: it looks like a mask and counts as one object. Label its objects first.`,
  ]
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
