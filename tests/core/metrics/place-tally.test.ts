import { expect, test } from 'vitest'
import { createPlaceTally } from '../../../src-main/core/metrics/place-tally.ts'
import { randomClassMaps } from '../../fixtures/metrics/class-maps.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

test('counts each pair of classes and boxes each class of either side', () => {
  const tally = createPlaceTally([3, 4], 2)
  tally.add(bytes(0, 1, 1, 0, 0, 1, 0), bytes(0, 0, 1, 0, 0, 1, 0))
  tally.add(bytes(0, 0, 0, 0, 0), bytes(0, 2, 0, 0, 2))
  expect(tally.finish()).toEqual({
    counts: [
      [7, 0, 2],
      [1, 2, 0],
      [0, 0, 0],
    ],
    boxes: [null, { begin: [0, 0, 1], end: [1, 2, 3] }, { begin: [0, 2, 0], end: [1, 3, 4] }],
  })
})

test.each([
  [[9, 11], 1],
  [[9, 11], 7],
  [[4, 5, 6], 13],
])('is the same however %j is cut into pieces of %i', (shape, step) => {
  const { truth, prediction } = randomClassMaps(step, shape, [1, 2, 3])
  const [t, p] = [Uint8Array.from(truth.data), Uint8Array.from(prediction.data)]
  const whole = createPlaceTally(shape, 3)
  whole.add(t, p)
  const pieces = createPlaceTally(shape, 3)
  for (let at = 0; at < t.length; at += step)
    pieces.add(t.subarray(at, at + step), p.subarray(at, at + step))
  const { counts, boxes } = pieces.finish()
  expect({ counts, boxes }).toEqual(whole.finish())
  for (const [place, row] of counts.entries())
    for (const [other, pixels] of row.entries())
      expect(pixels).toBe(t.reduce((n, own, i) => n + Number(own === place && p[i] === other), 0))
})
