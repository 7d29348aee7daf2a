/**
 * Which cases an evaluation is about: those for testing. Cases for tuning are frozen and shown with the
 * dataset; on them settings are chosen, and a score on them would flatter whoever chose.
 */
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { Json } from '../../contract/words.ts'
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'

/** The dataset without its tuning cases. Throws `dataset-invalid` where nothing else is left. */
export function testedDataset(dataset: FrozenDataset): FrozenDataset {
  const cases = dataset.cases.filter(({ role }) => role === 'test')
  if (cases.length === dataset.cases.length) return dataset
  if (cases.length === 0)
    throw new TouchstoneError(
      'dataset-invalid',
      `All ${counted(dataset.cases.length, 'case')} of ${dataset.name} are for tuning; an evaluation needs cases with the role test.`,
    )
  return { ...dataset, cases }
}

/** How many they are, of a dataset as the record holds it: for lists, without reading all of it. */
export function testedCount(document: Json): number {
  const cases =
    typeof document === 'object' && document !== null && 'cases' in document
      ? document['cases']
      : []
  if (!Array.isArray(cases)) return 0
  return (cases as readonly { readonly role?: unknown }[]).filter(({ role }) => role !== 'tuning')
    .length
}

/** Said beside every comparison of such a dataset; null where there are no tuning cases. */
export function tuningNote(dataset: FrozenDataset): string | null {
  const count = dataset.cases.filter(({ role }) => role === 'tuning').length
  if (count === 0) return null
  return `${counted(count, 'case')} of the dataset ${count === 1 ? 'is' : 'are'} for tuning and took no part.`
}
