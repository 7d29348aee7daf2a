import { expect, test } from 'vitest'
import { roundDown, scaleBar } from '../../../src-renderer/viewer/scale-bar.ts'

test('rounds down to 1, 2 or 5 times a power of ten', () => {
  expect([1, 1.9, 2, 4.99, 5, 9.9, 10, 0.07, 230].map(roundDown)).toEqual([
    1, 1, 2, 2, 5, 5, 10, 0.05, 200,
  ])
})
test('a calibrated bar has a whole length in micrometres', () => {
  // 120 px at 0.325 um and 100 % are 39 um: 20 um are 61.5 px.
  const bar = scaleBar(0.325, 1, 120)
  expect(bar.text).toBe('20 µm')
  expect(bar.lengthPx).toBeCloseTo(61.54, 2)
})
test('names nanometres and millimetres', () => {
  expect(scaleBar(0.325, 64).text).toBe('500 nm')
  expect(scaleBar(10, 0.5).text).toBe('2 mm')
})
test('an uncalibrated image is measured in pixels', () => {
  expect(scaleBar('uncalibrated', 2, 120)).toEqual({ lengthPx: 100, text: '50 px' })
})
