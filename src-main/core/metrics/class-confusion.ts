/**
 * Agreement of two class maps: the confusion matrix and what is computed from it. Definitions as
 * scikit-learn's (1.2.1), except where a comment says otherwise.
 */
import type { Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { LabelImage } from '../images/types.ts'
import { requireSameShape } from './require-same-shape.ts'
import { defined, ratio, undefinedScore } from './score.ts'

/** `counts[t][p]`: pixels of class `classes[t]` in truth and `classes[p]` in prediction. */
export interface ClassConfusion {
  readonly classes: readonly number[]
  readonly counts: readonly (readonly number[])[]
}

/** Throws where a pixel has a class that is not listed. */
export function classConfusion(
  truth: LabelImage,
  prediction: LabelImage,
  classes: readonly number[],
): ClassConfusion {
  requireSameShape(truth, prediction)
  return confusionOf(truth.data, prediction.data, classes)
}

/** The same of two lists of class ids, one entry per sample. */
export function confusionOf(
  truth: ArrayLike<number>,
  prediction: ArrayLike<number>,
  classes: readonly number[],
): ClassConfusion {
  const places = new Map(classes.map((id, place) => [id, place]))
  const counts = classes.map(() => new Array<number>(classes.length).fill(0))
  for (let i = 0; i < truth.length; i++) {
    const row = places.get(truth[i]!) ?? unlisted(truth[i]!, 'truth')
    const column = places.get(prediction[i]!) ?? unlisted(prediction[i]!, 'prediction')
    counts[row]![column]! += 1
  }
  return { classes, counts }
}

function unlisted(id: number, side: string): never {
  throw new TouchstoneError('bad-options', `The ${side} has class ${id}, which is not listed.`)
}

/** One class against the rest. */
export interface ClassCounts {
  readonly truth: number
  readonly prediction: number
  readonly both: number
}

export function classCounts({ counts }: ClassConfusion): readonly ClassCounts[] {
  return counts.map((row, place) => ({
    truth: sum(row),
    prediction: sum(counts.map((other) => other[place]!)),
    both: row[place]!,
  }))
}

/** Share of equal pixels. */
export function classAccuracy(confusion: ClassConfusion): number {
  const total = sum(confusion.counts.map(sum))
  return sum(confusion.counts.map((row, place) => row[place]!)) / total
}

/** Mean recall over the classes present in the truth. */
export function meanRecall(confusion: ClassConfusion): number {
  const present = classCounts(confusion).filter(({ truth }) => truth > 0)
  return sum(present.map(({ both, truth }) => both / truth)) / present.length
}

/** Gorodkin's correlation (Comput. Biol. Chem. 28:367, 2004); undefined when a side has one class. */
export function gorodkinCorrelation(confusion: ClassConfusion): Score {
  const classes = classCounts(confusion)
  const total = sum(classes.map(({ truth }) => truth))
  const covariance = (a: (c: ClassCounts) => number, b: (c: ClassCounts) => number): number =>
    total * total - sum(classes.map((entry) => a(entry) * b(entry)))
  const truth = (entry: ClassCounts): number => entry.truth
  const prediction = (entry: ClassCounts): number => entry.prediction
  const together =
    total * sum(classes.map(({ both }) => both)) -
    sum(classes.map((entry) => entry.truth * entry.prediction))
  const scale = Math.sqrt(covariance(truth, truth) * covariance(prediction, prediction))
  return scale === 0 ? undefinedScore('single-class') : defined(together / scale)
}

/** Cohen's kappa: 1 - weighted disagreement / that of chance; weights 1, or the (squared) distance of classes. */
export function classKappa(
  confusion: ClassConfusion,
  weighting: 'equal' | 'linear' | 'quadratic',
): Score {
  const classes = classCounts(confusion)
  const total = sum(classes.map(({ truth }) => truth))
  let observed = 0
  let chance = 0
  for (const [t, row] of confusion.counts.entries())
    for (const [p, pixels] of row.entries()) {
      const weight = disagreement(weighting, Math.abs(t - p))
      observed += weight * pixels
      chance += (weight * classes[t]!.truth * classes[p]!.prediction) / total
    }
  return chance === 0 ? undefinedScore('single-class') : defined(1 - observed / chance)
}

function disagreement(weighting: 'equal' | 'linear' | 'quadratic', apart: number): number {
  if (weighting === 'equal') return Number(apart > 0)
  return weighting === 'linear' ? apart : apart ** 2
}

/** Per class, |T ∩ P| / |T ∪ P| and 2 |T ∩ P| / (|T| + |P|); undefined where the class is on neither side. */
export function classOverlaps(
  confusion: ClassConfusion,
): readonly { readonly iou: Score; readonly dice: Score }[] {
  return classCounts(confusion).map(({ truth, prediction, both }) => ({
    iou: ratio(both, truth + prediction - both, 'both-empty'),
    dice: ratio(2 * both, truth + prediction, 'both-empty'),
  }))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
