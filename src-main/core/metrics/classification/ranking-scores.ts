/**
 * How well a score separates the positive class, at all thresholds at once: ROC and precision-recall
 * curves, the area under the one, the average precision of the other. Equal scores form one step.
 */
import type { Score } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import { defined, numberOf, undefinedScore } from '../score.ts'

/** Scores, and whether each sample belongs to the positive class. */
export interface Ranked {
  readonly scores: ArrayLike<number>
  readonly isPositive: (sample: number) => boolean
}

/** Counts of samples with a score of at least each threshold, thresholds falling. */
export interface Steps {
  readonly thresholds: readonly number[]
  readonly truePositives: readonly number[]
  readonly falsePositives: readonly number[]
}

export function stepsOf({ scores, isPositive }: Ranked): Steps {
  const order = Array.from({ length: scores.length }, (_, sample) => sample)
  for (const sample of order)
    if (Number.isNaN(scores[sample]))
      throw new TouchstoneError('image-not-finite', `The score of sample ${sample} is no number.`)
  order.sort((a, b) => scores[b]! - scores[a]!)
  const thresholds: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  let [tp, fp] = [0, 0]
  order.forEach((sample, place) => {
    if (isPositive(sample)) tp++
    else fp++
    if (place + 1 < order.length && scores[order[place + 1]!] === scores[sample]) return
    thresholds.push(scores[sample]!)
    truePositives.push(tp)
    falsePositives.push(fp)
  })
  return { thresholds, truePositives, falsePositives }
}

/** From (0, 0) on, one point per threshold. Null where one of the two classes has no sample. */
export function rocCurve(
  ranked: Ranked,
): { readonly fpr: number[]; readonly tpr: number[] } | null {
  const { truePositives, falsePositives } = stepsOf(ranked)
  const positives = truePositives.at(-1) ?? 0
  const negatives = falsePositives.at(-1) ?? 0
  if (positives === 0 || negatives === 0) return null
  return {
    fpr: [0, ...falsePositives.map((count) => count / negatives)],
    tpr: [0, ...truePositives.map((count) => count / positives)],
  }
}

/** Area under the ROC curve: the chance that a positive sample has the higher score, ties counted half. */
export function rocAuc(ranked: Ranked): Score {
  const curve = rocCurve(ranked)
  if (curve === null) return undefinedScore('single-class')
  let area = 0
  for (let i = 1; i < curve.fpr.length; i++)
    area += ((curve.fpr[i]! - curve.fpr[i - 1]!) * (curve.tpr[i]! + curve.tpr[i - 1]!)) / 2
  return defined(area)
}

/** Thresholds rising, and (precision 1, recall 0) at the end. Null where no sample is positive. */
export function precisionRecallCurve(ranked: Ranked): {
  readonly precision: number[]
  readonly recall: number[]
  readonly thresholds: number[]
} | null {
  const { thresholds, truePositives, falsePositives } = stepsOf(ranked)
  const positives = truePositives.at(-1) ?? 0
  if (positives === 0) return null
  const precision = truePositives.map((tp, i) => tp / (tp + falsePositives[i]!))
  const recall = truePositives.map((tp) => tp / positives)
  return {
    precision: [...precision.toReversed(), 1],
    recall: [...recall.toReversed(), 0],
    thresholds: thresholds.toReversed(),
  }
}

/** Sum over thresholds of (gain in recall) x precision, without interpolation. */
export function averagePrecision(ranked: Ranked): Score {
  const curve = precisionRecallCurve(ranked)
  if (curve === null) return undefinedScore('truth-empty')
  let sum = 0
  for (let i = 0; i + 1 < curve.recall.length; i++)
    sum += (curve.recall[i]! - curve.recall[i + 1]!) * curve.precision[i]!
  return defined(sum)
}

/** `probabilities`: one row of `classes` values per sample; `truth`: places of the classes. */
export interface ClassProbabilities {
  readonly truth: ArrayLike<number>
  readonly probabilities: ArrayLike<number>
  readonly classes: number
}

export function scoresOfClass(data: ClassProbabilities, place: number): Float64Array {
  return Float64Array.from(
    { length: data.truth.length },
    (_, sample) => data.probabilities[sample * data.classes + place]!,
  )
}

/** Each class against all others. Undefined where a class has no sample, or all of them. */
export function rocAucOneVersusRest(
  data: ClassProbabilities,
  average: 'macro' | 'weighted',
): Score {
  return meanOver(data, average, (place) =>
    rocAuc({
      scores: scoresOfClass(data, place),
      isPositive: (sample) => data.truth[sample] === place,
    }),
  )
}

/** Mean over classes of the average precision of each against all others. */
export function averagePrecisionMacro(data: ClassProbabilities): Score {
  return meanOver(data, 'macro', (place) =>
    averagePrecision({
      scores: scoresOfClass(data, place),
      isPositive: (sample) => data.truth[sample] === place,
    }),
  )
}

/** Each pair of classes, with the scores of either (Hand & Till 2001); `weighted` by the samples of the pair. */
export function rocAucOneVersusOne(data: ClassProbabilities, average: 'macro' | 'weighted'): Score {
  let [sum, weights] = [0, 0]
  for (let a = 0; a < data.classes; a++) {
    for (let b = a + 1; b < data.classes; b++) {
      const samples = Array.from(data.truth, (_, sample) => sample).filter(
        (sample) => data.truth[sample] === a || data.truth[sample] === b,
      )
      const sides = [a, b].map((place) =>
        rocAuc({
          scores: samples.map((sample) => data.probabilities[sample * data.classes + place]!),
          isPositive: (index) => data.truth[samples[index]!] === place,
        }),
      )
      if (sides.some((side) => 'undefined' in side)) return undefinedScore('single-class')
      const weight = average === 'macro' ? 1 : samples.length
      sum += (weight * (numberOf(sides[0]!) + numberOf(sides[1]!))) / 2
      weights += weight
    }
  }
  return weights === 0 ? undefinedScore('single-class') : defined(sum / weights)
}

function meanOver(
  { truth, classes }: ClassProbabilities,
  average: 'macro' | 'weighted',
  scoreOf: (place: number) => Score,
): Score {
  let [sum, weights] = [0, 0]
  for (let place = 0; place < classes; place++) {
    const score = scoreOf(place)
    if ('undefined' in score) return score
    const count = Array.from(truth).filter((own) => own === place).length
    const weight = average === 'macro' ? 1 : count
    sum += weight * numberOf(score)
    weights += weight
  }
  return weights === 0 ? undefinedScore('single-class') : defined(sum / weights)
}

/** Share of samples whose class is among the `k` most probable; of equal ones the later class counts first. */
export function topKAccuracy(
  { truth, probabilities, classes }: ClassProbabilities,
  k: number,
): number {
  let hits = 0
  for (let sample = 0; sample < truth.length; sample++) {
    const own = truth[sample]!
    const score = probabilities[sample * classes + own]!
    let before = 0
    for (let place = 0; place < classes; place++) {
      const other = probabilities[sample * classes + place]!
      if (other > score || (other === score && place > own)) before++
    }
    if (before < k) hits++
  }
  return hits / truth.length
}
