/** Where cases or predictions may be empty, the policy is stated with the set. */
import type { Answers } from '../../../contract/fingerprint.ts'
import type { WishList } from './wish-list.ts'

export function stateEmptyCases(list: WishList, answers: Answers): void {
  const doubts = answers['truth-doubts']
  const isLikely = doubts === 'empty' || doubts === 'both' || answers['prediction-gaps'] === 'yes'
  if (isLikely)
    list.option(
      'emptyCasePolicy',
      'touchstone',
      'Where nothing is there to agree on, the score is undefined and counted beside the mean, not set to 0 or 1.',
    )
}
