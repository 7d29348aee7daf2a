import { expect, test } from 'vitest'
import type { Finding, FrozenDataset } from '../../../src-main/contract/datasets.ts'
import {
  datasetSentence,
  findingCounts,
  shortDigest,
  sortedFindings,
} from '../../../src-renderer/words/dataset-words.ts'

const of = (severity: Finding['severity'], ...cases: string[]): Finding => ({
  severity,
  check: 'x',
  cases,
  message: severity,
})

test('errors come first and are counted in words', () => {
  const findings = [of('note'), of('error', 'a'), of('note'), of('warning')]
  expect(sortedFindings(findings).map(({ severity }) => severity)).toEqual([
    ...['error', 'warning', 'note', 'note'],
  ])
  expect(findingCounts(findings)).toBe('1 error, 1 warning, 2 notes')
  expect(findingCounts([])).toBe('no findings')
})

test('the sentence says what counts and what cannot be scored', () => {
  const dataset = { cases: [{}, {}, {}], findings: [] } as unknown as FrozenDataset
  expect(datasetSentence(dataset, 'image', 3)).toBe(
    '3 cases, each counted as independent, for no samples are stated; all can be scored.',
  )
  const broken = { ...dataset, findings: [of('error', 'a'), of('error', 'a'), of('warning', 'b')] }
  expect(datasetSentence(broken, 'sample', 2)).toBe(
    '3 cases of 2 independent samples; 1 of them cannot be scored.',
  )
})

test('a digest is shown by its first letters', () => {
  expect(shortDigest(`sha256:${'ab'.repeat(32)}`)).toBe('abababababab')
})
