import { expect, test } from 'vitest'
import { summarizeTruths } from '../../../src-main/core/datasets/summarize-truths.ts'

const facts = (areas: number[], more: { touching?: number; dimensions?: number } = {}) => ({
  areas,
  touching: 0,
  foreground: areas.reduce((sum, area) => sum + area, 0),
  pixels: 100,
  dimensions: 2,
  ...more,
})

test('widths are those of disks, of stacks those of balls', () => {
  expect(summarizeTruths([facts([Math.PI * 25])])?.medianWidthPx).toBeCloseTo(10, 12)
  const ball = facts([(4 / 3) * Math.PI * 27], { dimensions: 3 })
  expect(summarizeTruths([ball])?.medianWidthPx).toBeCloseTo(6, 12)
})

test('pools the objects of all cases and counts the cases without any', () => {
  const found = summarizeTruths([facts([1, 2, 3], { touching: 2 }), facts([]), facts([94])])
  expect(found).toMatchObject({ objects: 4, emptyCases: 1, touchingShare: 0.5, sizeRatio: 94 })
  expect(found?.foregroundShare).toBeCloseTo(1 / 3, 12)
})

test('without objects there are no widths, and without label images nothing is said', () => {
  expect(summarizeTruths([facts([])])).toEqual({
    objects: 0,
    medianWidthPx: null,
    sizeRatio: null,
    touchingShare: null,
    foregroundShare: 0,
    emptyCases: 1,
  })
  expect(summarizeTruths([])).toBeNull()
})
