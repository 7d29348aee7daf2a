/** What a dataset allows to conclude before anything runs. Pure. */
import type { FrozenDataset } from '../../contract/datasets.ts'
import { counted } from '../counted.ts'
import { limitsOf } from './plan.ts'
import { unitsOfCases } from './units-of-cases.ts'

/** Cases for tuning, and those that an error keeps out, carry no conclusion; images of one sample count once. */
export function datasetLimits(
  { cases, findings }: Pick<FrozenDataset, 'cases' | 'findings'>,
  tools: number,
  alpha: number,
): string[] {
  const unusable = new Set(
    findings.filter(({ severity }) => severity === 'error').flatMap((one) => one.cases),
  )
  const scored = cases.filter(({ id, role }) => role === 'test' && !unusable.has(id))
  if (scored.length === 0)
    return ['No case is for test and can be scored, so nothing can be compared on them.']
  const { unit, units } = unitsOfCases(scored)
  return [
    ...limitsOf(units, unit, tools, alpha),
    ...(scored.length < cases.length
      ? [
          `Of ${counted(cases.length, 'case')} the ${scored.length} for test that can be scored count.`,
        ]
      : []),
    ...(unit === 'sample'
      ? [
          `Counted are samples: ${counted(scored.length, 'image')} of ${counted(units, 'sample')}, and images of one sample are no independent evidence.`,
        ]
      : []),
  ]
}
