import { expect, test } from 'vitest'
import { splitMask } from '../../../src-main/core/instances/split-mask.ts'

/** Two discs of radius 8, their centres `gap` pixels apart on a 24 x 48 plane. */
function discs(gap: number) {
  const shape = [24, 48]
  const data = Uint8Array.from({ length: 24 * 48 }, (_, i) => {
    const y = Math.floor(i / 48) - 12
    const x = (i % 48) - 24
    return [-gap / 2, gap / 2].some((centre) => Math.hypot(x - centre, y) <= 8) ? 1 : 0
  })
  return { shape, data }
}
const options = { smoothingSigmaPx: 1, minimumSeedDistancePx: 5 }

test('splits two touching discs at the neck between them', () => {
  const labels = splitMask(discs(14), options)
  expect(new Set(labels.data)).toEqual(new Set([0, 1, 2]))
  expect(labels.data[12 * 48 + 17]).not.toBe(labels.data[12 * 48 + 31])
})

test('keeps one disc whole and covers exactly the mask', () => {
  const mask = discs(0)
  const labels = splitMask(mask, options)
  expect([...labels.data].map((label) => (label ? 1 : 0))).toEqual([...mask.data])
  expect(Math.max(...labels.data)).toBe(1)
})

test('joins what the seed distance forbids to split', () => {
  const labels = splitMask(discs(14), { ...options, minimumSeedDistancePx: 20 })
  expect(Math.max(...labels.data)).toBe(1)
})

test('takes a mask without background as one object', () => {
  const labels = splitMask({ shape: [4, 4], data: new Uint8Array(16).fill(1) }, options)
  expect([...labels.data]).toEqual(Array(16).fill(1))
})
