/** How objects are matched, as options; what leaves objects out comes with it. */
import type { Criterion } from './criterion.ts'
import type { Comparison } from './matching.ts'
import { choiceOption, type MetricOptions } from './metric-options.ts'
import { objectPolicyDefaults } from './object-policy.ts'

/** In the tuple of a matched metric only where they differ from these. */
export const matchingOptionDefaults = { criterion: 'iou', ...objectPolicyDefaults } as const

/** Throws `bad-options`. */
export function matchingOptionsOf(options: MetricOptions): {
  readonly comparison: Comparison
  readonly criterion: Criterion
} {
  return {
    comparison: choiceOption<Comparison>(options, 'comparison', ['>=', '>'], '>='),
    criterion: choiceOption<Criterion>(options, 'criterion', ['iou', 'iot', 'iop'], 'iou'),
  }
}
