import { expect, test } from 'vitest'
import { createPlaceCut, pixelsOfBox } from '../../../src-main/core/metrics/place-cut.ts'

const box = { begin: [0, 1, 1], end: [1, 3, 3] } as const
const maps = {
  truth: Uint8Array.of(0, 2, 2, 0, 0, 1, 2, 0, 0, 1, 1, 0),
  prediction: Uint8Array.of(1, 0, 0, 0, 0, 1, 1, 1, 0, 2, 1, 0),
}

test.each([1, 3, 5, 12])('one class inside its box, from pieces of %i', (step) => {
  const cut = createPlaceCut([3, 4], box, 1)
  for (let at = 0; at < 12; at += step)
    cut.add(maps.truth.subarray(at, at + step), maps.prediction.subarray(at, at + step))
  expect(cut.finish()).toEqual({
    truth: { shape: [2, 2], data: Uint8Array.of(1, 0, 1, 1) },
    prediction: { shape: [2, 2], data: Uint8Array.of(1, 1, 0, 1) },
  })
})

test('of a volume keeps three axes, planes beyond the box left out', () => {
  const cut = createPlaceCut([3, 1, 2], { begin: [1, 0, 1], end: [3, 1, 2] }, 1)
  const data = Uint8Array.of(1, 1, 0, 1, 1, 1)
  cut.add(data, data)
  expect(cut.finish().truth).toEqual({ shape: [2, 1, 1], data: Uint8Array.of(1, 1) })
  expect(pixelsOfBox(box)).toBe(4)
})
