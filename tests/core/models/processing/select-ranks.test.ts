import { expect, test } from 'vitest'
import { selectRanks } from '../../../../src-main/core/models/processing/select-ranks.ts'
import { piecesOf, randomNumbers } from './pieces.ts'

test('the value at each place of the sorted order', async () => {
  const source = piecesOf([Float32Array.of(3, -1, 2.5, 2.5, 0)], 2)
  const found = await selectRanks(source, 1, [4, 0, 2, 3])
  expect(found.map((values) => values[0])).toEqual([3, -1, 2.5, 2.5])
  expect(source.passes).toBe(2)
})

test('whole numbers need one pass, and the first that is none is no loss', async () => {
  const whole = piecesOf([Float32Array.of(7, 65_535, 0, 7)], 3)
  expect((await selectRanks(whole, 1, [0, 1, 3])).flatMap((v) => [...v])).toEqual([0, 7, 65_535])
  expect(whole.passes).toBe(1)
  const late = piecesOf([Float32Array.of(7, 65_535, 0, 7, 6.5)], 4)
  expect((await selectRanks(late, 1, [0, 1, 4])).flatMap((v) => [...v])).toEqual([0, 6.5, 65_535])
})

test.each([
  ['16 bits a digit', 3],
  ['11 bits a digit', 40],
  ['8 bits a digit', 600],
])('%s', async (_, groups) => {
  const random = randomNumbers(groups)
  const values = Array.from({ length: groups }, () =>
    Float32Array.from({ length: 50 }, () => random() - 0.5),
  )
  const found = await selectRanks(piecesOf(values, 9), groups, [0, 20, 21, 49])
  values.forEach((group, index) => {
    const sorted = group.toSorted()
    expect(found.map((ranks) => ranks[index])).toEqual([0, 20, 21, 49].map((rank) => sorted[rank]))
  })
})

test('a group with NaN gives NaN, its neighbour does not', async () => {
  const source = piecesOf([Float64Array.of(1, NaN), Float64Array.of(2, 1)], 1)
  expect((await selectRanks(source, 2, [0])).map((values) => [...values])).toEqual([[NaN, 1]])
})

test('a source that gives fewer values than announced is noticed', async () => {
  const source = { ...piecesOf([Uint8Array.of(1, 2)], 2), count: 3 }
  await expect(selectRanks(source, 1, [2])).rejects.toThrow('2 values, but 3 were announced')
})
