/**
 * Which cases an evaluation is about: those for testing, or, where settings are chosen, those for tuning and
 * no other. A score on the cases on which settings were chosen would flatter whoever chose.
 */
import type { CaseRole } from '../../contract/dataset-file.ts'
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { Json } from '../../contract/words.ts'
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'

/** The dataset with the cases of that role alone. Throws `dataset-invalid` where there are none. */
export function testedDataset(dataset: FrozenDataset, wanted: CaseRole = 'test'): FrozenDataset {
  const cases = dataset.cases.filter(({ role }) => role === wanted)
  if (cases.length === dataset.cases.length) return dataset
  if (cases.length === 0) {
    const all = counted(dataset.cases.length, 'case')
    throw new TouchstoneError(
      'dataset-invalid',
      wanted === 'test'
        ? `All ${all} of ${dataset.name} are for tuning; an evaluation needs cases with the role test.`
        : `None of the ${all} of ${dataset.name} is for tuning; state \`role: tuning\` for some of them in dataset.yaml, and settings are chosen on those.`,
    )
  }
  return { ...dataset, cases }
}

/** How many they are, of a dataset as the record holds it: for lists, without reading all of it. */
export function testedCount(document: Json, wanted: CaseRole = 'test'): number {
  const cases =
    typeof document === 'object' && document !== null && 'cases' in document
      ? document['cases']
      : []
  if (!Array.isArray(cases)) return 0
  const other: CaseRole = wanted === 'test' ? 'tuning' : 'test'
  return (cases as readonly { readonly role?: unknown }[]).filter(({ role }) => role !== other)
    .length
}

/** Said beside every comparison of such a dataset; null where there are no tuning cases. */
export function tuningNote(dataset: FrozenDataset, wanted: CaseRole = 'test'): string | null {
  if (wanted === 'tuning')
    return 'These are the cases for tuning: their scores are for choosing settings, and no evidence of how good a tool is.'
  const count = dataset.cases.filter(({ role }) => role === 'tuning').length
  if (count === 0) return null
  return `${counted(count, 'case')} of the dataset ${count === 1 ? 'is' : 'are'} for tuning and took no part.`
}
