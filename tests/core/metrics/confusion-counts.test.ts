import { expect, test } from 'vitest'
import { confusionCounts } from '../../../src-main/core/metrics/confusion-counts.ts'
import { mask } from '../../fixtures/metrics/drawings.ts'

test('counts pixels by agreement, foreground being any value but 0', () => {
  const truth = { shape: [1, 7], data: Uint8Array.of(0, 255, 1, 2, 0, 0, 3) }
  const prediction = { shape: [1, 7], data: Uint8Array.of(0, 4, 7, 0, 9, 8, 0) }
  expect(confusionCounts(truth, prediction)).toEqual({
    truePositives: 2,
    falsePositives: 2,
    falseNegatives: 2,
    trueNegatives: 1,
  })
})

test('refuses masks of different shape', () => {
  expect(() => confusionCounts(mask('11'), mask('1', '1'))).toThrow('2 x 1')
})
