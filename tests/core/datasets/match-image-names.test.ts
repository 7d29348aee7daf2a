import { expect, test } from 'vitest'
import { indexByImageName } from '../../../src-main/core/datasets/match-image-names.ts'

test('finds an image by its path, its file name, its stem, and its stem with another extension', () => {
  for (const name of ['plate/a.tif', 'plate\\a.tif', 'a.tif', 'a', 'a.png'])
    expect(indexByImageName([name, 'b'])('/data/plate/a.tif')).toEqual([name])
})

test('takes the nearer name where several fit', () => {
  expect(indexByImageName(['a', 'a.tif', 'A.TIF'])('/data/a.tif')).toEqual(['a.tif'])
  expect(indexByImageName(['A'])('/data/a.tif')).toEqual(['A'])
})

test('gives all that fit alike', () => {
  expect(indexByImageName(['a.png', 'a.jpg'])('/data/a.tif')).toEqual(['a.png', 'a.jpg'])
})

test('never takes a name in another folder, nor a part of a name', () => {
  expect(indexByImageName(['other/a.tif', 'aa', 'a_1'])('/data/plate/a.tif')).toEqual([])
})

test('takes dots in a stem for dots', () => {
  expect(indexByImageName(['img.1', 'img.2'])('/data/img.1.tif')).toEqual(['img.1'])
})
