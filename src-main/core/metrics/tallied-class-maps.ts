/**
 * The semantic metrics of class maps from what was counted in them: every class against the rest, then the plain
 * mean over the classes that are in truth or prediction. Accuracy, MCC and kappa take all classes at once,
 * background among them.
 */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import {
  classAccuracy,
  classCounts,
  classKappa,
  gorodkinCorrelation,
  meanRecall,
  type ClassConfusion,
} from './class-confusion.ts'
import { classesOption } from './class-options.ts'
import type { ConfusionCounts } from './confusion-counts.ts'
import { emptyCasePolicyOption, type MetricOptions } from './metric-options.ts'
import type { MaskPair } from './place-cut.ts'
import { pixelScores, type PixelScores } from './pixel-scores.ts'
import { needsMasks, semanticScoresOnRequest } from './score-semantic-on-request.ts'
import { defined, numberOf, toWireRecord, undefinedScore } from './score.ts'

export interface ClassMapScores {
  readonly scores: Readonly<Record<string, Score>>
  /** Classes that a mean leaves out although one side has them, in sentences. */
  readonly notes: readonly string[]
  /** Of the option `classes`, in its order. */
  readonly pixels: readonly { readonly truth: number; readonly prediction: number }[]
  /** Without ignored ones. */
  readonly judgedPixels: number
}

/** Pixels that the truth marks as not judged are in none of it. */
export interface TalliedClassMaps {
  readonly imageShape: readonly number[]
  /** Of the classes as `allClasses` has them. */
  readonly confusion: ClassConfusion
}

export interface CountedClass {
  readonly label: number
  /** In truth or prediction. */
  readonly isPresent: boolean
  readonly counts: ConfusionCounts
  readonly pixels: PixelScores
}

/** Scores of single classes that need their masks, by label and metric id. */
export type MaskScores = ReadonlyMap<number, Readonly<Record<string, Score>>>

const ofEachClass = ['dice', 'iou', 'precision', 'recall'] as const
/** Over the whole confusion matrix, not per class. */
const ofAllClasses = ['accuracy', 'balanced-accuracy', 'mcc', 'kappa']

/** Background first, unless it is a class of the option `classes` itself. Throws `bad-options` without the option. */
export function allClasses(options: MetricOptions): readonly number[] {
  const classes = classesOption(options)
  if (classes !== null) return classes.includes(0) ? classes : [0, ...classes]
  throw new TouchstoneError('bad-options', 'Class maps need the metric option classes.', {
    option: 'classes',
  })
}

/** The classes of the option, in its order. */
export function countedClasses(
  { confusion }: TalliedClassMaps,
  options: MetricOptions,
): readonly CountedClass[] {
  const policy = emptyCasePolicyOption(options)
  const judgedPixels = pixelsOf(confusion)
  const counted = classCounts(confusion)
  return (classesOption(options) ?? []).map((label) => {
    const { truth, prediction, both } = counted[confusion.classes.indexOf(label)]!
    const counts = {
      truePositives: both,
      falsePositives: prediction - both,
      falseNegatives: truth - both,
      trueNegatives: judgedPixels - truth - prediction + both,
    }
    const isPresent = truth + prediction > 0
    return { label, isPresent, counts, pixels: pixelScores(counts, policy) }
  })
}

/** What of `wanted` needs the masks of one class, whole or cut out of the image. */
export function scoreMasksOfClass(
  { counts, pixels }: CountedClass,
  masks: MaskPair,
  imageShape: readonly number[],
  wanted: readonly string[],
  options: MetricOptions,
): Readonly<Record<string, Score>> {
  const own = wanted.filter(needsMasks)
  return semanticScoresOnRequest({ ...masks, imageShape, counts, pixels }, own, options)
}

/** `wanted` as of `scoreSemantic`, and `dice-class@2` for single classes; `ofMasks` of the classes that are present. */
export function scoreTalliedClassMaps(
  tallied: TalliedClassMaps,
  ofMasks: MaskScores,
  options: MetricOptions,
  wanted: readonly string[] = [],
): ClassMapScores {
  const { confusion, imageShape } = tallied
  const classes = countedClasses(tallied, options)
  const present = classes.filter(({ isPresent }) => isPresent)
  const means = new ClassMeans()
  const scores: Record<string, Score> = {}
  for (const id of ofEachClass)
    scores[id] = means.of(
      id,
      present.map((one) => [one.label, one.pixels[id]]),
    )
  const asked = wanted.filter((id) => !isOfConfusion(id))
  const counted = asked.filter((id) => !needsMasks(id))
  const nothing = { shape: imageShape.map(() => 0), data: new Uint8Array() }
  const onRequest = present.map(({ label, counts, pixels }) => {
    const masks = { truth: nothing, prediction: nothing, imageShape }
    const ofCounts = semanticScoresOnRequest({ ...masks, counts, pixels }, counted, options)
    return [label, { ...ofCounts, ...ofMasks.get(label) }] as const
  })
  for (const id of asked) {
    const ofClasses = onRequest.flatMap(([label, found]) =>
      found[id] === undefined ? [] : [[label, found[id]] as const],
    )
    if (ofClasses.length > 0 || present.length === 0) scores[id] ??= means.of(id, ofClasses)
  }
  return {
    scores: toWireRecord({
      ...scores,
      ...overall(confusion, emptyCasePolicyOption(options)),
      ...ofSingleClasses(classes, wanted),
    }),
    notes: means.notes,
    pixels: classes.map(({ counts }) => ({
      truth: counts.truePositives + counts.falseNegatives,
      prediction: counts.truePositives + counts.falsePositives,
    })),
    judgedPixels: pixelsOf(confusion),
  }
}

function isOfConfusion(id: string): boolean {
  return [...ofEachClass, ...ofAllClasses].includes(id) || id.includes('-class@')
}

function pixelsOf({ counts }: ClassConfusion): number {
  return counts.flat().reduce((sum, pixels) => sum + pixels, 0)
}

/** Means over classes, and what they leave out. */
class ClassMeans {
  readonly notes: string[] = []

  of(id: string, scores: readonly (readonly [label: number, score: Score])[]): Score {
    const undefinedOnes = scores.flatMap(([label, score]) =>
      'undefined' in score ? [{ label, reason: score.undefined }] : [],
    )
    const values = scores.flatMap(([, score]) => ('undefined' in score ? [] : [numberOf(score)]))
    if (values.length === 0) return scores[0]?.[1] ?? undefinedScore('both-empty')
    if (undefinedOnes.length > 0)
      this.notes.push(
        `The mean of ${id} over classes leaves out ${undefinedOnes.map(({ label, reason }) => `class ${label} (${reason})`).join(', ')}`,
      )
    return defined(values.reduce((sum, value) => sum + value, 0) / values.length)
  }
}

function overall(confusion: ClassConfusion, policy: EmptyCasePolicy): Record<string, Score> {
  const present = classCounts(confusion).filter(({ truth }) => truth > 0).length
  const single = present < 2 && policy === 'touchstone' ? undefinedScore('single-class') : null
  if (present === 0) {
    const nothing = undefinedScore('truth-empty')
    return Object.fromEntries(ofAllClasses.map((id) => [id, nothing]))
  }
  return {
    accuracy: defined(classAccuracy(confusion)),
    'balanced-accuracy': single ?? defined(meanRecall(confusion)),
    mcc: single ?? gorodkinCorrelation(confusion),
    kappa: single ?? classKappa(confusion, 'equal'),
  }
}

function ofSingleClasses(
  classes: readonly CountedClass[],
  wanted: readonly string[],
): Record<string, Score> {
  const asked = wanted.flatMap((id) => {
    const found = /^(dice|iou|precision|recall)-class@(\d+)$/.exec(id)
    const one = classes.find(({ label }) => label === Number(found?.[2]))
    if (found === null || one === undefined) return []
    return [[id, one.pixels[found[1] as (typeof ofEachClass)[number]]] as const]
  })
  return Object.fromEntries(asked)
}
