import { expect, test } from 'vitest'
import { agreement } from '../../../src-main/core/metrics/criterion.ts'
import { overlapTable } from '../../../src-main/core/metrics/overlap-table.ts'
import { labels } from '../../fixtures/metrics/drawings.ts'

test('divides the shared pixels by the union, the truth or the prediction', () => {
  const table = overlapTable(labels('1111.'), labels('..222'))
  const overlap = table.overlaps[0]!
  expect(agreement(table, overlap, 'iou')).toBe(2 / 5)
  expect(agreement(table, overlap, 'iot')).toBe(2 / 4)
  expect(agreement(table, overlap, 'iop')).toBe(2 / 3)
})
