/** Metrics for one answer per image: none that a tool can win by naming the commonest class. */
import { createWishList, type Situation, type WishList } from './wish-list.ts'

export function proposeForClassification({ answers, facts }: Situation): WishList {
  const list = createWishList()
  const shareDiffers = answers.prevalence === 'no'
  const withProbabilities = answers['prediction-gaps'] !== 'yes'
  list.lead(
    'balanced-accuracy',
    'Every class counts alike, so that naming always the commonest gains nothing.',
  )
  list.want(
    'accuracy',
    'Says of each image whether its class is right, so that the wrong ones can be looked at.',
  )
  if (!shareDiffers) {
    list.want('mcc', 'Uses the whole table of confusions, and is 0 for guessing.')
    list.want('f1-macro', 'Precision and recall of each class together, every class alike.')
  } else if (withProbabilities) {
    list.want(
      'auroc',
      'The share of classes is another in practice, and it does not depend on it. Needs probabilities.',
    )
  }
  if (answers.probabilities !== 'yes' || !withProbabilities) return list
  list.want('brier-sum', 'Probabilities will be used: their squared error.')
  list.want('ece', 'Probabilities will be used: how far they are from what comes true.')
  list.want('auroc', 'How well classes are told apart over all thresholds.')
  const classes = Object.keys(facts.classCounts ?? {}).length
  if (classes === 2 && !shareDiffers)
    list.want('average-precision', 'Precision over all thresholds.')
  return list
}
