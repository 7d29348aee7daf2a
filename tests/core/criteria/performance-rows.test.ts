import { expect, test } from 'vitest'
import { criterionSchema } from '../../../src-main/contract/criteria.ts'
import type { MetricDefinition } from '../../../src-main/contract/metrics.ts'
import { performanceRows } from '../../../src-main/core/criteria/performance-rows.ts'
import { metricDefinition } from '../../../src-main/core/metrics/definitions.ts'

const rowsOf = (...ids: string[]) =>
  performanceRows(
    ids.map((id) => metricDefinition(id) as unknown as MetricDefinition),
    ids[1]!,
    40,
  )

test('the headline comes first and alone has a weight', () => {
  const rows = criterionSchema.array().parse(rowsOf('precision@0.5', 'f1@0.5'))
  expect(rows.map((row) => [row.id, row.kind === 'rated' ? row.weight : null])).toEqual([
    ['performance.f1@0.5', 40],
    ['performance.blinded-review', 0],
    ['performance.precision@0.5', 0],
  ])
})

test('scales follow bounds and direction, and are said; without bounds there is no mark', () => {
  const rows = new Map(
    rowsOf('psnr', 'ssim-wang', 'count-error', 'missed', 'brier-sum').map((row) => [row.id, row]),
  )
  const scaleOf = (id: string) => rows.get(`performance.${id}`)!.scale
  expect(scaleOf('psnr')).toEqual({ worst: 20, best: 40 })
  expect(scaleOf('ssim-wang')).toEqual({ worst: 0, best: 1 })
  expect(scaleOf('brier-sum')).toEqual({ worst: 2, best: 0 })
  expect([scaleOf('count-error'), scaleOf('missed')]).toEqual([null, null])
  expect(rows.get('performance.psnr')!.question).toMatch(/40 dB gets the full mark, 20 dB none\.$/)
})

test('ids that differ only in signs stay apart', () => {
  const ids = rowsOf('f1-mean@0.5:0.95', 'class-pq@A b', 'class-pq@a-b').map(({ id }) => id)
  expect(new Set(ids).size).toBe(4)
})
