import { expect, test } from 'vitest'
import { findCandidates } from '../../../../src-main/core/instances/stardist/candidates.ts'

const image = (shape: number[], ...values: number[]) => ({ shape, data: Float32Array.from(values) })

test('takes what is above the threshold, most probable first, of equal ones the later pixel', () => {
  const found = findCandidates(image([2, 3], 0.6, 0.9, 0.5, 0.7, 0.9, 0.2), {
    probabilityThreshold: 0.5,
    border: 0,
  })
  expect([...found.pixels]).toEqual([4, 1, 3, 0])
  expect([...found.probabilities]).toEqual([0.9, 0.9, 0.7, 0.6].map(Math.fround))
})

test('compares in single precision: a probability that rounds to the threshold is not above it', () => {
  const options = { probabilityThreshold: 0.6, border: 0 }
  expect(findCandidates(image([1, 1], 0.6), options).count).toBe(0)
})

test('leaves the border out, in z as well', () => {
  const plane = image([3, 3], ...Array<number>(9).fill(1))
  expect([...findCandidates(plane, { probabilityThreshold: 0, border: 1 }).pixels]).toEqual([4])
  const volume = image([3, 3, 3], ...Array<number>(27).fill(1))
  expect([...findCandidates(volume, { probabilityThreshold: 0, border: 1 }).pixels]).toEqual([13])
  expect(findCandidates(plane, { probabilityThreshold: 0, border: 2 }).count).toBe(0)
})

test('sorts negative values too, for networks that give log-odds', () => {
  const found = findCandidates(image([1, 4], -2, 3, -1, 0), { probabilityThreshold: -3, border: 0 })
  expect([...found.pixels]).toEqual([1, 3, 2, 0])
})
