/** The semantic metrics of two class maps that are in memory; see tallied-class-maps.ts. */
import type { LabelImage } from '../images/types.ts'
import { confusionOf } from './class-confusion.ts'
import { ignoreLabelOption } from './class-options.ts'
import type { MetricOptions } from './metric-options.ts'
import type { MaskPair } from './place-cut.ts'
import { requireSameShape } from './require-same-shape.ts'
import { needsMasks } from './score-semantic-on-request.ts'
import {
  allClasses,
  countedClasses,
  scoreMasksOfClass,
  scoreTalliedClassMaps,
  type ClassMapScores,
} from './tallied-class-maps.ts'

/** `wanted` as of `scoreSemantic`, and `dice-class@2` for single classes. Throws `bad-options`. */
export function scoreClassMaps(
  truth: LabelImage,
  prediction: LabelImage,
  options: MetricOptions,
  wanted: readonly string[] = [],
): ClassMapScores {
  requireSameShape(truth, prediction)
  const imageShape = truth.shape
  const classes = allClasses(options)
  const judged = judgedLabels(truth, prediction, ignoreLabelOption(options))
  const confusion = confusionOf(judged.truth, judged.prediction, classes)
  const tallied = { confusion, imageShape }
  const present = wanted.some(needsMasks)
    ? countedClasses(tallied, options).filter(({ isPresent }) => isPresent)
    : []
  const ofMasks = present.map((one) => {
    const masks = masksOf(truth, prediction, one.label, options)
    return [one.label, scoreMasksOfClass(one, masks, imageShape, wanted, options)] as const
  })
  return scoreTalliedClassMaps(tallied, new Map(ofMasks), options, wanted)
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

/** One class as masks of the whole image; ignored pixels are background on both sides. */
function masksOf(
  truth: LabelImage,
  prediction: LabelImage,
  label: number,
  options: MetricOptions,
): MaskPair {
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
