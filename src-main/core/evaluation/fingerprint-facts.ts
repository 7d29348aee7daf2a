/** What a frozen dataset tells of itself for the choice of metrics. */
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { FingerprintFacts } from '../../contract/fingerprint.ts'
import { unitsOfCases } from './units-of-cases.ts'

export function fingerprintFacts(dataset: FrozenDataset): FingerprintFacts {
  const { cases, task, truthFacts } = dataset
  const counted = cases.flatMap(({ objects }) => objects ?? [])
  const isCounted = task === 'detection' && counted.length > 0
  return {
    cases: cases.length,
    ...unitsOfCases(cases),
    pixelSizeUm: usablePixelSize(dataset),
    objects: truthFacts?.objects ?? (isCounted ? counted.reduce((sum, n) => sum + n, 0) : null),
    medianWidthPx: truthFacts?.medianWidthPx ?? null,
    sizeRatio: truthFacts?.sizeRatio ?? null,
    touchingShare: truthFacts?.touchingShare ?? null,
    foregroundShare: truthFacts?.foregroundShare ?? null,
    emptyCases:
      truthFacts?.emptyCases ?? (isCounted ? counted.filter((count) => count === 0).length : null),
    classCounts: task === 'classification' ? classCounts(dataset) : null,
  }
}

/** Of stacks only with the distance of planes: without it nothing is in micrometres. */
function usablePixelSize({ pixelSizeUm, cases }: FrozenDataset): FingerprintFacts['pixelSizeUm'] {
  const isStack = cases.some(({ truth }) => {
    const planes = truth.shape[truth.axes.indexOf('z')]
    return truth.axes.includes('z') && planes !== undefined && planes > 1
  })
  return isStack && pixelSizeUm?.z === undefined ? null : pixelSizeUm
}

function classCounts({ cases }: FrozenDataset): Record<string, number> {
  const counts = new Map<string, number>()
  for (const { trueClass } of cases)
    if (trueClass !== undefined) counts.set(trueClass, (counts.get(trueClass) ?? 0) + 1)
  return Object.fromEntries(counts)
}
