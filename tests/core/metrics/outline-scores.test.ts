import { expect, test } from 'vitest'
import { outlineScores, outlinesOf } from '../../../src-main/core/metrics/outline-scores.ts'
import { labels, paint, tableFrom, volume } from '../../fixtures/metrics/drawings.ts'

type Pair = { truth: ReturnType<typeof labels>; prediction: ReturnType<typeof labels> }
const scored = (pair: Pair, scale = 0.1, policy: 'touchstone' | 'reference' = 'touchstone') =>
  outlineScores(outlinesOf(pair, tableFrom(pair)), scale, policy)

test('the diameter is that of a disc of as many pixels', () => {
  const square = paint([20, 20], [{ label: 1, y: 4, x: 4, height: 10, width: 10 }])
  const outlines = outlinesOf(
    { truth: square, prediction: square },
    tableFrom({ truth: square, prediction: square }),
  )
  expect(outlines?.medianDiameter).toBeCloseTo(20 / Math.sqrt(Math.PI), 12)
  expect(scored({ truth: square, prediction: square }).f).toEqual({ value: 1 })
})

test('counts pixels within the radius of an outline, at least one', () => {
  const pair = {
    truth: labels('.....', '.1...', '.....'),
    prediction: labels('.....', '...1.', '.....'),
  }
  // two crosses of five pixels that share one
  expect(scored(pair)).toEqual({
    precision: { value: 1 / 5 },
    recall: { value: 1 / 5 },
    f: { value: 1 / 5 },
  })
})

test('a hole has no outline, the touching sides of two objects have two', () => {
  const ring = paint([16, 16], [{ label: 1, y: 1, x: 1, height: 14, width: 14 }])
  const holed = { shape: ring.shape, data: ring.data.slice() }
  for (let y = 5; y < 11; y++) holed.data.fill(0, y * 16 + 5, y * 16 + 11)
  const outlines = outlinesOf(
    { truth: ring, prediction: holed },
    tableFrom({ truth: ring, prediction: holed }),
  )!
  expect(outlines.prediction).toEqual(outlines.truth)
  const halves = {
    shape: ring.shape,
    data: ring.data.map((label, i) => (label && i % 16 > 7 ? 2 : label)),
  }
  const cut = outlinesOf(
    { truth: halves, prediction: ring },
    tableFrom({ truth: halves, prediction: ring }),
  )!
  expect(cut.truth[8 * 16 + 7]).toBe(0)
  expect(cut.prediction[8 * 16 + 7]).toBe(6)
})

test('names what is missing', () => {
  const [one, nothing] = [labels('1..'), labels('...')]
  const missed = { truth: one, prediction: nothing }
  expect(scored(missed)).toEqual({
    precision: { undefined: 'prediction-empty' },
    recall: { value: 0 },
    f: { value: 0 },
  })
  expect(scored(missed, 0.1, 'reference').f).toEqual({ undefined: 'prediction-empty' })
  expect(scored({ truth: nothing, prediction: one }).recall).toEqual({ undefined: 'truth-empty' })
  const stack = volume(['1'], ['1'])
  expect(scored({ truth: stack, prediction: stack }).f).toEqual({ undefined: 'not-a-plane' })
})
