/**
 * The semantic metrics of class maps: every class against the rest, then the plain mean over the classes that
 * are in truth or prediction. Accuracy, MCC and kappa take all classes at once, background among them.
 */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { LabelImage, Mask } from '../images/types.ts'
import {
  classAccuracy,
  classCounts,
  classKappa,
  confusionOf,
  gorodkinCorrelation,
  meanRecall,
  type ClassConfusion,
} from './class-confusion.ts'
import { classesOption, ignoreLabelOption } from './class-options.ts'
import type { ConfusionCounts } from './confusion-counts.ts'
import { emptyCasePolicyOption, type MetricOptions } from './metric-options.ts'
import { pixelScores, type PixelScores } from './pixel-scores.ts'
import { requireSameShape } from './require-same-shape.ts'
import { semanticScoresOnRequest } from './score-semantic-on-request.ts'
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

const ofEachClass = ['dice', 'iou', 'precision', 'recall'] as const
/** Over the whole confusion matrix, not per class. */
const ofAllClasses = ['accuracy', 'balanced-accuracy', 'mcc', 'kappa']

/** `wanted` as of `scoreSemantic`, and `dice-class@2` for single classes. Throws `bad-options`. */
export function scoreClassMaps(
  truth: LabelImage,
  prediction: LabelImage,
  options: MetricOptions,
  wanted: readonly string[] = [],
): ClassMapScores {
  requireSameShape(truth, prediction)
  const classes = requireClasses(options)
  const policy = emptyCasePolicyOption(options)
  const judged = judgedLabels(truth, prediction, ignoreLabelOption(options))
  const all = classes.includes(0) ? classes : [0, ...classes]
  const confusion = confusionOf(judged.truth, judged.prediction, all)
  const counted = classCounts(confusion).slice(all.length - classes.length)
  const judgedPixels = judged.truth.length
  const perClass = counted.map((one, place) => {
    const counts = countsOf(one, judgedPixels)
    return {
      label: classes[place]!,
      isPresent: one.truth + one.prediction > 0,
      counts,
      pixels: pixelScores(counts, policy),
    }
  })
  const means = new ClassMeans()
  const present = perClass.filter(({ isPresent }) => isPresent)
  const scores: Record<string, Score> = {}
  for (const id of ofEachClass)
    scores[id] = means.of(
      id,
      present.map((one) => [one.label, one.pixels[id]]),
    )
  const boundary = wanted.filter((id) => !isFromConfusion(id))
  const onRequest = present.map(({ label, counts, pixels }) => {
    const sides = boundary.length === 0 ? null : masksOf(truth, prediction, label, options)
    return {
      label,
      scores:
        sides === null
          ? {}
          : semanticScoresOnRequest({ ...sides, counts, pixels }, boundary, options),
    }
  })
  for (const id of boundary) {
    const ofClasses = onRequest.flatMap(({ label, scores: found }) =>
      found[id] === undefined ? [] : [[label, found[id]] as const],
    )
    if (ofClasses.length > 0 || present.length === 0) scores[id] ??= means.of(id, ofClasses)
  }
  return {
    scores: toWireRecord({
      ...scores,
      ...overall(confusion, policy),
      ...ofSingleClasses(perClass, wanted),
    }),
    notes: means.notes,
    pixels: counted.map((one) => ({ truth: one.truth, prediction: one.prediction })),
    judgedPixels,
  }
}

/** The others need the pixels of every class as masks. */
function isFromConfusion(id: string): boolean {
  return [...ofEachClass, ...ofAllClasses].includes(id) || id.includes('-class@')
}

function requireClasses(options: MetricOptions): readonly number[] {
  const classes = classesOption(options)
  if (classes !== null) return classes
  throw new TouchstoneError('bad-options', 'Class maps need the metric option classes.', {
    option: 'classes',
  })
}

/** Pixels that the truth marks as not judged leave both sides. */
function judgedLabels(
  { data: t }: LabelImage,
  { data: p }: LabelImage,
  ignoreLabel: number | null,
) {
  if (ignoreLabel === null) return { truth: t, prediction: p }
  const [truth, prediction] = [new Uint32Array(t.length), new Uint32Array(t.length)]
  let kept = 0
  for (let i = 0; i < t.length; i++) {
    if (t[i] === ignoreLabel) continue
    truth[kept] = t[i]!
    prediction[kept++] = p[i]!
  }
  return { truth: truth.subarray(0, kept), prediction: prediction.subarray(0, kept) }
}

function countsOf(
  { truth, prediction, both }: ReturnType<typeof classCounts>[number],
  pixels: number,
): ConfusionCounts {
  return {
    truePositives: both,
    falsePositives: prediction - both,
    falseNegatives: truth - both,
    trueNegatives: pixels - truth - prediction + both,
  }
}

/** One class as masks of the whole image; ignored pixels are background on both sides. */
function masksOf(
  truth: LabelImage,
  prediction: LabelImage,
  label: number,
  options: MetricOptions,
): { readonly truth: Mask; readonly prediction: Mask } {
  const ignoreLabel = ignoreLabelOption(options)
  const { shape, data: t } = truth
  const p = prediction.data
  const [inTruth, inPrediction] = [new Uint8Array(t.length), new Uint8Array(t.length)]
  for (let i = 0; i < t.length; i++) {
    if (t[i] === ignoreLabel) continue
    inTruth[i] = t[i] === label ? 1 : 0
    inPrediction[i] = p[i] === label ? 1 : 0
  }
  return { truth: { shape, data: inTruth }, prediction: { shape, data: inPrediction } }
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
  perClass: readonly { readonly label: number; readonly pixels: PixelScores }[],
  wanted: readonly string[],
): Record<string, Score> {
  const asked = wanted.flatMap((id) => {
    const found = /^(dice|iou|precision|recall)-class@(\d+)$/.exec(id)
    const one = perClass.find(({ label }) => label === Number(found?.[2]))
    if (found === null || one === undefined) return []
    return [[id, one.pixels[found[1] as (typeof ofEachClass)[number]]] as const]
  })
  return Object.fromEntries(asked)
}
