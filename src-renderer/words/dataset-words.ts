/** What the pages say of a frozen dataset. Pure. */
import type { Finding, FrozenDataset } from '../../src-main/contract/datasets.ts'
import { countOf } from './numbers.ts'

const severities = ['error', 'warning', 'note'] as const

/** Errors first; in each the order of the checks. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  return severities.flatMap((severity) => findings.filter((one) => one.severity === severity))
}

/** "no findings", "2 errors, 1 warning". */
export function findingCounts(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length
    return count > 0 ? [countOf(count, severity)] : []
  })
  return counts.length === 0 ? 'no findings' : counts.join(', ')
}

/** Cases that an error keeps out of every score. */
export function unusableCases({ findings }: Pick<FrozenDataset, 'findings'>): ReadonlySet<string> {
  return new Set(
    findings.filter(({ severity }) => severity === 'error').flatMap(({ cases }) => cases),
  )
}

/** The first sentence of the page. */
export function datasetSentence(dataset: FrozenDataset, unit: 'image' | 'sample', units: number) {
  const unusable = unusableCases(dataset).size
  const cases = countOf(dataset.cases.length, 'case')
  const independent =
    unit === 'sample'
      ? ` of ${countOf(units, 'independent sample')}`
      : ', each counted as independent, for no samples are stated'
  const usable = unusable === 0 ? 'all can be scored' : `${unusable} of them cannot be scored`
  return `${cases}${independent}; ${usable}.`
}

/** The first letters, as people compare them. */
export function shortDigest(digest: string): string {
  return digest.replace('sha256:', '').slice(0, 12)
}
