import { expect, test } from 'vitest'
import type { Comparison } from '../../../src-main/contract/comparison.ts'
import { provenanceOf } from '../../../src-renderer/words/provenance.ts'

const comparison = {
  ...{ id: 'c1', name: 'Nuclei', createdAt: '2026-11-23T10:00:00.000Z', headline: 'f1@0.5' },
  dataset: {
    ...{ name: 'Set', digest: `sha256:${'ab'.repeat(32)}`, cases: 12, unit: 'sample', units: 4 },
  },
  metrics: [{ tuple: { id: 'f1@0.5', version: '1', options: { minimumAreaPx: 20 } } }],
} as unknown as Comparison

test('a file says dataset, digest, n, metric with its options, date and comparison', () => {
  const text = provenanceOf(comparison)
  expect(text).toMatch(
    /^Nuclei\. Set, 12 images of 4 samples, sha256:abababababab\. f1@0\.5 version 1 \(/,
  )
  expect(text).toMatch(/: 20.*\)\. 2026-11-23, comparison c1\.$/)
})

test('a metric that was not computed is left out', () => {
  expect(provenanceOf(comparison, 'dice')).not.toMatch(/dice|version/)
})
