import { expect, test } from 'vitest'
import type { TensorData, TensorType } from '../../../../src-main/core/inference/tensor.ts'
import { groupPercentiles } from '../../../../src-main/core/models/processing/percentiles.ts'
import { streamedPercentiles } from '../../../../src-main/core/models/processing/streaming-percentiles.ts'
import { piecesOf, randomNumbers } from './pieces.ts'

const random = randomNumbers(17)
const count = 3001
const wide = () => (random() - 0.5) * 10 ** (random() * 12 - 6)
const groupsOf = (make: () => TensorData): TensorData[] => [make(), make(), make()]
const sources: readonly [TensorType, number, TensorData[]][] = [
  ['uint8', 1, groupsOf(() => Uint8Array.from({ length: count }, () => random() * 256))],
  ['int16', 1, groupsOf(() => Int16Array.from({ length: count }, () => (random() - 0.5) * 65_536))],
  ['uint16', 1, groupsOf(() => Uint16Array.from({ length: count }, () => random() * 65_536))],
  [
    'int32',
    2,
    groupsOf(() => Int32Array.from({ length: count }, () => (random() - 0.5) * 2 ** 32)),
  ],
  ['uint32', 2, groupsOf(() => Uint32Array.from({ length: count }, () => random() * 2 ** 32))],
  ['float32', 2, groupsOf(() => Float32Array.from({ length: count }, wide))],
  ['float64', 4, groupsOf(() => Float64Array.from({ length: count }, wide))],
]
const asked = [0, 0.1, 1, 25, 50, 66.6, 99.8, 100]

for (const [dtype, passes, groups] of sources) {
  test(`of ${dtype} to the bit as after sorting, in passes: ${passes}`, async () => {
    const data = Float64Array.from(groups.flatMap((values) => [...values]))
    const tensor = { axes: ['channel', 'x'], shape: [3, count], dtype: 'float64', data } as const
    for (const method of ['linear', 'inverted_cdf', 'floor_rank'] as const) {
      const source = piecesOf(groups, 257)
      expect(await streamedPercentiles(source, 3, asked, method)).toEqual(
        groupPercentiles(tensor, ['x'], asked, method),
      )
      expect(source.passes).toBe(passes)
    }
  })
}

test('very many groups, large or small, go a share at a time', async () => {
  const groups = 5000
  const small = Array.from({ length: groups }, () => Float32Array.of(random(), random(), random()))
  const [median] = await streamedPercentiles(piecesOf(small, 2), groups, [50], 'linear')
  expect([...median!]).toEqual(small.map((values) => values.toSorted()[1]))
  const large = Array.from({ length: groups }, (_, index) => new Uint8Array(4097).fill(index % 251))
  const source = piecesOf(large, 4097)
  const [least] = await streamedPercentiles(source, groups, [0], 'linear')
  expect([...least!]).toEqual(large.map((values) => values[0]))
  expect(source.passes).toBe(2)
})

test('NaN in a group makes its percentiles NaN; so does having no value', async () => {
  const source = piecesOf([Float32Array.of(1, NaN), Float32Array.of(2, 4)], 1)
  expect(await streamedPercentiles(source, 2, [50], 'linear')).toEqual([Float64Array.of(NaN, 3)])
  const none = piecesOf([new Float32Array(0)], 1)
  expect(await streamedPercentiles(none, 1, [50], 'linear')).toEqual([Float64Array.of(NaN)])
})

test('infinities are values like others, but between one and a number is nothing', async () => {
  const values = Float32Array.of(Infinity, 1, -Infinity, Infinity)
  const tensor = { axes: ['x'], shape: [4], dtype: 'float32', data: values } as const
  const streamed = await streamedPercentiles(piecesOf([values], 4), 1, [0, 50, 90], 'linear')
  expect(streamed).toEqual(groupPercentiles(tensor, ['x'], [0, 50, 90], 'linear'))
  expect(streamed.map((found) => found[0])).toEqual([-Infinity, NaN, Infinity])
})
