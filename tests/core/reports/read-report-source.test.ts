import { expect, test } from 'vitest'
import { readReportSource } from '../../../src-main/core/reports/read-report-source.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { reportSource } from '../../fixtures/report-source.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

test('gathers dataset, tools and runs of a comparison', async () => {
  const { comparison, dataset, runs, orderedAt, head } = await reportSource()
  expect(dataset.digest).toBe(comparison.dataset.digest)
  expect(runs.map(({ record, tool }) => [record.key, tool.name])).toEqual([
    ['baseline:a', 'a'],
    ['baseline:b', 'b'],
  ])
  expect(orderedAt <= comparison.createdAt).toBe(true)
  expect(head.seq).toBeGreaterThan(0)
})

test('a comparison that is not in the record is an error with its id', () => {
  const { history } = testDependencies({ dataset: frozenDataset(['a']), outcome: () => 1 })
  const written = { criteria: null, writtenAt: '', programVersion: '' }
  expect(() => readReportSource(history, 'c-none', written)).toThrow(/no comparison c-none/)
})
