/** Which files belong to a stem: equal names first, then known suffixes, then both without regard to case. */
import { stemOf } from './file-stem.ts'

/** How names were made to agree; the first that gives any candidate decides. */
const rules = ['exact', 'suffix', 'any-case', 'suffix-any-case'] as const
type Rule = (typeof rules)[number]

/** Finds the files whose stem, with or without a suffix, is the given one. Several = ambiguous. */
export function indexByStem(
  files: readonly string[],
  withoutSuffix: (stem: string) => string | null,
): (stem: string) => readonly string[] {
  const index = new Map<string, string[]>()
  const add = (rule: Rule, stem: string | null, file: string): void => {
    if (stem === null) return
    const key = `${rule}:${stem}`
    index.set(key, [...(index.get(key) ?? []), file])
  }
  for (const file of files) {
    const stem = stemOf(file)
    const bare = withoutSuffix(stem)
    add('exact', stem, file)
    add('suffix', bare, file)
    add('any-case', stem.toLowerCase(), file)
    add('suffix-any-case', bare?.toLowerCase() ?? null, file)
  }
  return (stem) => {
    const lower = stem.toLowerCase()
    const keys = [stem, stem, lower, lower]
    for (const [i, rule] of rules.entries()) {
      const found = index.get(`${rule}:${keys[i]}`)
      if (found) return found
    }
    return []
  }
}
