import { expect, test } from 'vitest'
import { estimateTable, verdictTable } from '../../../src-main/core/reports/comparison-rows.ts'
import { reportSource } from '../../fixtures/report-source.ts'

test('every metric and tool with interval, counts and rank', async () => {
  const { comparison } = await reportSource()
  const rows = estimateTable(comparison).trimEnd().split('\r\n')
  expect(rows).toHaveLength(1 + 2 * comparison.metrics.length)
  const [head, ...others] = rows.map((row) => row.split(','))
  const b = others.find((row) => row[0] === 'f1@0.5' && row[4] === 'b')!
  const value = (name: string) => b[head!.indexOf(name)]
  expect([value('n'), value('undefined'), value('failed'), value('rank')]).toEqual([
    '6',
    '1',
    '1',
    '2',
  ])
  expect(Number(value('lower'))).toBeLessThan(Number(value('mean')))
})

test('every pair with its difference, test and verdict', async () => {
  const { comparison } = await reportSource()
  const [head, row, ...more] = verdictTable(comparison).trimEnd().split('\r\n')
  expect(head).toBe('metric,a,b,difference,lower,upper,n,p,p_adjusted,test,verdict,text')
  expect(more).toEqual([])
  expect(row).toMatch(/^f1@0\.5,a,b,0\.\d+,/)
})
