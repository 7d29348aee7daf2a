import { expect, test } from 'vitest'
import { findOverrides } from '../../../../src-main/core/metrics/fingerprint/find-overrides.ts'

const proposed = {
  headline: 'dice',
  metrics: ['dice', 'hd95', 'assd'],
  options: { distanceUnit: 'um', pixelSizeUm: { x: 0.1, y: 0.2 } },
}

test('what was proposed and taken is no override, whatever the order of option fields', () => {
  expect(findOverrides(proposed, proposed)).toEqual([])
  const turned = { distanceUnit: 'um', pixelSizeUm: { y: 0.2, x: 0.1 } }
  expect(findOverrides(proposed, { ...proposed, options: turned })).toEqual([])
})

test('names another headline, metrics added and removed, and options, with both values', () => {
  const chosen = {
    headline: 'assd',
    metrics: ['assd', 'dice', 'iou'],
    options: { distanceUnit: 'px', emptyCasePolicy: 'reference' },
  }
  expect(findOverrides(proposed, chosen)).toEqual([
    { what: 'headline', name: 'headline', proposed: 'dice', chosen: 'assd' },
    { what: 'metric-added', name: 'iou', proposed: false, chosen: true },
    { what: 'metric-removed', name: 'hd95', proposed: true, chosen: false },
    { what: 'option', name: 'distanceUnit', proposed: 'um', chosen: 'px' },
    { what: 'option', name: 'emptyCasePolicy', proposed: null, chosen: 'reference' },
    { what: 'option', name: 'pixelSizeUm', proposed: { x: 0.1, y: 0.2 }, chosen: null },
  ])
})
