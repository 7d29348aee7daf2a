import { expect, test } from 'vitest'
import {
  parseSequencePattern,
  patternsFor,
} from '../../../../src-main/core/images/sequence/sequence-pattern.ts'

test.each([
  ['name_*.tif', 'q'],
  ['cells_t*.tif', 't'],
  ['cells_T*_Z*_C*.tif', 'tzc'],
  ['img_ch*_z*.ome.tif', 'cz'],
  ['time*slice*.png', 'tz'],
  ['exp_w*.tif', 'c'],
  ['t*_t*.tif', 'tq'],
  ['actin*.tif', 'q'],
  ['*.tif', 'q'],
])('the stars of %s stand for %s', (name, axes) => {
  expect(parseSequencePattern(name)?.axes).toBe(axes)
})

test.each(['plain.tif', 'a*b*c*d*.tif', 'two**.tif'])('%s is no pattern', (name) => {
  expect(parseSequencePattern(name)).toBeUndefined()
})

test('a star stands for digits alone, and all else is taken word by word', () => {
  const pattern = parseSequencePattern('a.b(1)_*.tif')!
  expect(pattern.numbersOf('a.b(1)_0012.tif')).toEqual([12])
  expect(pattern.numbersOf('aXb(1)_0012.tif')).toBeUndefined()
  expect(pattern.numbersOf('a.b(1)_x.tif')).toBeUndefined()
  expect(pattern.numbersOf('a.b(1)_1.tiff')).toBeUndefined()
})

test.each([
  ['name_0001.tif', ['name_*.tif']],
  ['exp3_t001_z02_c1.ome.tif', ['exp3_t*_z*_c*.ome.tif']],
  ['exp3_t001_17.tif', ['exp3_t*_17.tif', 'exp3_t001_*.tif']],
  ['plain.tif', []],
])('%s may belong to %j', (name, patterns) => {
  expect(patternsFor(name)).toEqual(patterns)
})
