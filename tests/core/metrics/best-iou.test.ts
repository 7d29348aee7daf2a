import { expect, test } from 'vitest'
import { bestIouPerTruth } from '../../../src-main/core/metrics/best-iou.ts'
import { labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

test('is the highest IoU of each true object, 0 where nothing touches it', () => {
  const table = tableFrom({ truth: labels('1111.22.33'), prediction: labels('1112.22...') })
  expect(bestIouPerTruth(table)).toEqual([3 / 4, 2 / 3, 0])
})
