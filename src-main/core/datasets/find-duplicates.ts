/** Files that appear twice in a dataset, told by their hash. */
import type { Finding } from '../../contract/datasets.ts'

interface HashedFile {
  readonly sha256: string
  readonly labels: { readonly objects: number } | null
}

interface HashedCase {
  readonly id: string
  readonly image: HashedFile
  readonly truth: HashedFile
}

/** SHA-256 of a file without content: such files are broken, not equal. */
export const hashOfNothing =
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** Same image or same truth twice: warning. A truth that is some case's image: error for the truth's case. */
export function findDuplicates(cases: readonly HashedCase[]): Finding[] {
  const images = groupBy(
    cases.filter(({ image }) => image.sha256 !== hashOfNothing),
    ({ image }) => image.sha256,
  )
  // Empty ground truths of one size are equal by nature.
  const truths = groupBy(
    cases.filter(({ truth }) => truth.labels?.objects !== 0 && truth.sha256 !== hashOfNothing),
    ({ truth }) => truth.sha256,
  )
  return [
    ...repeated(images, 'duplicate-image', 'the same image'),
    ...repeated(truths, 'duplicate-truth', 'the same ground truth'),
    ...cases.flatMap(({ id, truth }) => {
      const [twin] = images.get(truth.sha256) ?? []
      if (twin === undefined) return []
      const whose = twin.id === id ? 'its own image' : `the image of ${twin.id}`
      const message = `${id}: the ground truth is byte for byte ${whose}; scores would mean nothing. Pair it with its ground truth.`
      return [{ severity: 'error' as const, check: 'truth-equals-image', cases: [id], message }]
    }),
  ]
}

function repeated(
  groups: ReadonlyMap<string, readonly HashedCase[]>,
  check: string,
  what: string,
): Finding[] {
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const ids = group.map(({ id }) => id)
      const message = `${ids.join(' and ')} have ${what}; they are not independent cases.`
      return { severity: 'warning', check, cases: ids, message }
    })
}

function groupBy(
  cases: readonly HashedCase[],
  key: (item: HashedCase) => string,
): Map<string, HashedCase[]> {
  const groups = new Map<string, HashedCase[]>()
  for (const item of cases) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
