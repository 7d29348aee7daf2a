/** Facts of a dataset of which little is known, for tests that change what they are about. */
import type { FingerprintFacts } from '../../../../src-main/contract/fingerprint.ts'

export function factsWith(change: Partial<FingerprintFacts> = {}): FingerprintFacts {
  return {
    cases: 24,
    units: 24,
    unit: 'image',
    pixelSizeUm: null,
    objects: null,
    medianWidthPx: null,
    sizeRatio: null,
    touchingShare: null,
    foregroundShare: null,
    emptyCases: null,
    classCounts: null,
    ...change,
  }
}
