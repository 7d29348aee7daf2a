/** Precision, recall and F1 of classes from a confusion matrix, alone and averaged. Definitions as scikit-learn's (1.2.1). */
import type { Score } from '../../../contract/words.ts'
import { classCounts, type ClassConfusion, type ClassCounts } from '../class-confusion.ts'
import { defined, numberOf, ratio, undefinedScore } from '../score.ts'

export interface ClassScores {
  readonly precision: Score
  readonly recall: Score
  readonly f1: Score
}

/** In the order of the classes. A class that is on neither side is undefined, as is a share of nothing. */
export function classScores(confusion: ClassConfusion): readonly ClassScores[] {
  return classCounts(confusion).map(scoresOf)
}

function scoresOf({ truth, prediction, both }: ClassCounts): ClassScores {
  return {
    precision: ratio(both, prediction, 'prediction-empty'),
    recall: ratio(both, truth, 'truth-empty'),
    f1: ratio(2 * both, truth + prediction, 'both-empty'),
  }
}

/**
 * `macro`: the plain mean over classes. `weighted`: by how often a class is in the truth. `undefinedAs`
 * counts for a class that has no score; null: such classes are left out.
 */
export function averagedScore(
  confusion: ClassConfusion,
  of: keyof ClassScores,
  average: 'macro' | 'weighted',
  undefinedAs: number | null,
): Score {
  const counts = classCounts(confusion)
  let sum = 0
  let weights = 0
  for (const [place, scores] of classScores(confusion).entries()) {
    const score = scores[of]
    const weight = average === 'macro' ? 1 : counts[place]!.truth
    const value = 'undefined' in score ? undefinedAs : numberOf(score)
    if (value === null) continue
    sum += weight * value
    weights += weight
  }
  return weights === 0 ? undefinedScore('both-empty') : defined(sum / weights)
}

/** Counts of all classes summed up first; with one class per sample this is the accuracy. */
export function pooledScores(confusion: ClassConfusion): ClassScores {
  const total = (field: keyof ClassCounts): number =>
    classCounts(confusion).reduce((sum, counts) => sum + counts[field], 0)
  return scoresOf({
    truth: total('truth'),
    prediction: total('prediction'),
    both: total('both'),
  })
}
