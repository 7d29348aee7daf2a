/** From answers and facts to a set of metrics, each with its reason. Without answers: the task's default set. */
import type { Proposal } from '../../../contract/fingerprint.ts'
import type { Task } from '../../../contract/words.ts'
import { proposeForClassification } from './propose-classification.ts'
import { proposeForDetection } from './propose-detection.ts'
import { proposeForInstances } from './propose-instances.ts'
import { proposeForRestoration } from './propose-restoration.ts'
import { proposeForSemantic } from './propose-semantic.ts'
import type { Situation, WishList } from './wish-list.ts'

const rules: Readonly<Record<Task, (situation: Situation) => WishList>> = {
  instances: proposeForInstances,
  semantic: proposeForSemantic,
  detection: proposeForDetection,
  restoration: proposeForRestoration,
  classification: proposeForClassification,
}

export function proposeMetrics(task: Task, situation: Situation): Proposal {
  return rules[task](situation).proposal()
}
