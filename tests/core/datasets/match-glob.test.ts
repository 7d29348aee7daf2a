import { expect, test } from 'vitest'
import { matchesGlob } from '../../../src-main/core/datasets/match-glob.ts'

test.each([
  ['a.tif', 'a.tif', true],
  ['a.tif', 'b.tif', false],
  ['a.tif', '*', true],
  ['a.tif', '*.tif', true],
  ['a.tiff', '*.tif', false],
  ['a_old.tif', '*_old*', true],
  ['ab', 'ab*b', false],
  ['abb', 'ab*b', true],
  ['a.b.c.d', 'a*b*c*', true],
  ['acb', 'a*b*c', false],
  ['aXtif', 'a.tif', false],
  ['x', '', false],
])('%s fits %s: %s', (name, pattern, fits) => {
  expect(matchesGlob(name, pattern)).toBe(fits)
})
