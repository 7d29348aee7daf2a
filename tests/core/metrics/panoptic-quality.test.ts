import { expect, test } from 'vitest'
import { strictPanopticQuality } from '../../../src-main/core/metrics/panoptic-quality.ts'
import { anchors, labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

test('is F1 times mean IoU of the matched pairs', () => {
  expect(strictPanopticQuality(tableFrom(anchors.shiftedBy2), 'touchstone')).toEqual({
    detectionQuality: { value: 1 },
    segmentationQuality: { value: 2 / 3 },
    panopticQuality: { value: 2 / 3 },
  })
})

test('does not match at an IoU of exactly 0.5', () => {
  expect(strictPanopticQuality(tableFrom(anchors.split), 'reference')).toEqual({
    detectionQuality: { value: 0 },
    segmentationQuality: { value: 0 },
    panopticQuality: { value: 0 },
  })
})

test('of two empty images is undefined', () => {
  const none = tableFrom({ truth: labels('..'), prediction: labels('..') })
  expect(strictPanopticQuality(none, 'reference').panopticQuality).toEqual({
    undefined: 'both-empty',
  })
})
