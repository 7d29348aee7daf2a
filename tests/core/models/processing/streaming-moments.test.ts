import { expect, test } from 'vitest'
import { groupMoments } from '../../../../src-main/core/models/processing/moments.ts'
import {
  createMomentsAccumulator,
  streamedMoments,
} from '../../../../src-main/core/models/processing/streaming-moments.ts'
import { piecesOf, randomNumbers } from './pieces.ts'
import { channels } from './tensors.ts'

test('of float32 in pieces of any length to the bit as of the whole tensor', async () => {
  const random = randomNumbers(11)
  const rows = [0, 1].map(() => Array.from({ length: 9001 }, () => random() * 4000))
  const whole = groupMoments(channels(...rows), ['y', 'x'])
  for (const length of [1, 7, 4096, 9001]) {
    const source = piecesOf(
      rows.map((row) => Float32Array.from(row)),
      length,
    )
    expect(await streamedMoments(source, 2)).toEqual(whole)
    expect(source.passes).toBe(1)
  }
})

test('of doubles close to two passes over all of them, in any order', async () => {
  const random = randomNumbers(5)
  const values = Float64Array.from({ length: 5000 }, () => 1e9 + random())
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  for (const order of [values, values.toReversed()]) {
    const moments = await streamedMoments(piecesOf([order], 37), 1)
    expect(moments.mean[0]).toBeCloseTo(mean, 5)
    expect(moments.std[0]).toBeCloseTo(Math.sqrt(variance), 7)
  }
})

test('pieces of different types meet in one group', () => {
  const accumulator = createMomentsAccumulator(1)
  accumulator.add(Uint8Array.of(1, 2), 0)
  accumulator.add(Float64Array.of(3, 6), 0)
  accumulator.add(Int32Array.of(), 0)
  expect(accumulator.moments()).toEqual({
    mean: Float64Array.of(3),
    std: Float64Array.of(Math.sqrt(3.5)),
  })
})

test('NaN stays NaN and a group without values has none', () => {
  const accumulator = createMomentsAccumulator(3)
  accumulator.add(Float32Array.of(1, NaN), 0)
  accumulator.add(Float64Array.of(1, NaN), 1)
  const none = Float64Array.of(NaN, NaN, NaN)
  expect(accumulator.moments()).toEqual({ mean: none, std: none })
})

test('more groups than are summed exactly', () => {
  const groups = 70_000
  const accumulator = createMomentsAccumulator(groups)
  for (const shift of [0, 2])
    for (let group = 0; group < groups; group += 9999)
      accumulator.add(Float32Array.of(group + shift), group)
  const { mean, std } = accumulator.moments()
  expect([mean[9999], std[9999]]).toEqual([10_000, 1])
  expect(mean[1]).toBeNaN()
})
