/** The table of what each true object is, as it is frozen with its case; what is wrong with it is a finding. */
import type { Finding, FrozenFile } from '../../contract/datasets.ts'
import { counted } from '../counted.ts'
import { isTouchstoneError } from '../errors.ts'
import { digestOfImage } from '../images/image-digest.ts'
import { readObjectClasses } from '../tables/read-object-classes.ts'

export interface ObjectClassFacts {
  readonly frozen: FrozenFile
  readonly names: readonly string[]
  /** Why it cannot be used; null where it can. */
  readonly problem: string | null
}

/** Throws only when the bytes cannot be read at all. */
export async function objectClassFacts(path: string): Promise<ObjectClassFacts> {
  const bytes = { path, ...(await digestOfImage(path)), axes: '' }
  try {
    const classes = await readObjectClasses(path)
    const frozen = { ...bytes, shape: [classes.size], dtype: 'classes of objects' }
    return { frozen, names: [...new Set(classes.values())], problem: null }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    const frozen = { ...bytes, shape: [], dtype: 'unreadable' }
    return { frozen, names: [], problem: error.message }
  }
}

/** An error for every table that cannot be used; a note where some cases name classes and others do not. */
export function checkObjectClasses(
  cases: readonly { readonly id: string; readonly classes: ObjectClassFacts | null }[],
): Finding[] {
  const broken = cases.flatMap(({ id, classes }): Finding[] =>
    classes === null || classes.problem === null
      ? []
      : [
          {
            severity: 'error',
            check: 'object-classes-unusable',
            cases: [id],
            message: `${id}: ${classes.problem}`,
          },
        ],
  )
  const without = cases.filter(({ classes }) => classes === null).map(({ id }) => id)
  if (without.length === 0 || without.length === cases.length) return broken
  return [
    ...broken,
    {
      severity: 'warning',
      check: 'object-classes-partly',
      cases: without,
      message: `${counted(without.length, 'case')} of ${cases.length} name no classes of their objects, so classes are not scored; name them in all cases or in none.`,
    },
  ]
}
