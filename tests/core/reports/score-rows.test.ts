import { expect, test } from 'vitest'
import { scoreColumns, scoreTable } from '../../../src-main/core/reports/score-rows.ts'
import { reportSource } from '../../fixtures/report-source.ts'

test('one row per case, tool and metric; missing values are NA with their reason', async () => {
  const { comparison } = await reportSource()
  const [head, ...rows] = scoreTable(comparison).trimEnd().split('\r\n')
  expect(head).toBe(scoreColumns.join(','))
  expect(rows).toHaveLength(8 * 2 * comparison.metrics.length)
  const of = (id: string) => rows.find((row) => row.startsWith(`f1@0.5,${id},b,`))!
  expect(of('case-3')).toMatch(/^f1@0\.5,case-3,b,0\.52,f1@0\.5,/)
  expect(of('case-2')).toMatch(/,NA,.*,both-empty,,sha256:/)
  expect(of('case-1')).toMatch(/,NA,.*,,"no <memory>, ""left""",sha256:/)
})

test('infinities are written as R reads them, and tools of one name are told apart', async () => {
  const { comparison } = await reportSource()
  const [first] = comparison.cases
  const cases = [
    {
      ...first!,
      scores: { ...first!.scores, 'baseline:a': { 'f1@0.5': { value: 'Infinity' as const } } },
    },
  ]
  const tools = comparison.tools.map((tool) => ({ ...tool, name: 'same' }))
  const table = scoreTable({ ...comparison, cases, tools })
  expect(table).toContain('case-1,same (baseline:a),Inf,')
  expect(table).toContain('case-1,same (baseline:b),NA,')
})
