import { expect, test } from 'vitest'
import { IntensityTally } from '../../../../src-main/core/metrics/readouts/intensity-tally.ts'

test('sums gray values per label, of pieces that end anywhere, without background', () => {
  const labels = Uint32Array.of(0, 7, 7, 70000, 7, 0)
  const gray = Uint16Array.of(1, 10, 20, 5, 30, 1000)
  const tally = new IntensityTally(1)
  tally.add(labels, 0, 2, [{ data: gray, first: 0, step: 1 }], 0)
  tally.add(labels, 2, 6, [{ data: gray.subarray(2), first: 0, step: 1 }], 0)
  expect(tally.sums(0)).toEqual(
    new Map([
      [7, { pixels: 3, sum: 60 }],
      [70000, { pixels: 1, sum: 5 }],
    ]),
  )
})

test('tells interleaved channels apart', () => {
  const rgb = Uint8Array.of(1, 2, 3, 10, 20, 30)
  const tally = new IntensityTally(3)
  const piece = [0, 1, 2].map((first) => ({ data: rgb, first, step: 3 }))
  tally.add(Uint8Array.of(1, 1), 0, 2, piece, 0)
  expect([0, 1, 2].map((channel) => tally.sums(channel).get(1)?.sum)).toEqual([11, 22, 33])
})

test('leaves out NaN and infinities and counts them', () => {
  const tally = new IntensityTally(1)
  const data = Float32Array.of(NaN, 4, Infinity, NaN)
  tally.add(Uint8Array.of(1, 1, 1, 0), 0, 4, [{ data, first: 0, step: 1 }], 0)
  expect(tally.sums(0).get(1)).toEqual({ pixels: 1, sum: 4 })
  expect(tally.leftOut).toBe(2)
})

test('grows with the labels', () => {
  const labels = Uint32Array.from({ length: 5000 }, (_, i) => i + 1)
  const tally = new IntensityTally(2)
  const channel = { data: labels, first: 0, step: 1 }
  tally.add(labels, 0, 5000, [channel, channel], 0)
  expect(tally.sums(1).get(5000)).toEqual({ pixels: 1, sum: 5000 })
})
