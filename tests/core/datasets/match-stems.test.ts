import { expect, test } from 'vitest'
import { withoutTruthSuffix } from '../../../src-main/core/datasets/file-stem.ts'
import { indexByStem } from '../../../src-main/core/datasets/match-stems.ts'

function find(stem: string, ...files: string[]) {
  return indexByStem(files, withoutTruthSuffix)(stem)
}

test('an equal name beats a suffix, a suffix beats another case', () => {
  expect(find('a', 'a_mask.tif', 'a.tif', 'A.tif')).toEqual(['a.tif'])
  expect(find('a', 'A.tif', 'a_mask.tif')).toEqual(['a_mask.tif'])
  expect(find('a', 'A.tif', 'b.tif')).toEqual(['A.tif'])
  expect(find('a', 'A_MASK.tif')).toEqual(['A_MASK.tif'])
})

test('gives all files of the deciding rule, and none where nothing fits', () => {
  expect(find('a', 'a.tif', 'a.png', 'a_mask.png')).toEqual(['a.tif', 'a.png'])
  expect(find('a', 'ab.tif')).toEqual([])
})

test('is not misled by stems that look like rules or object members', () => {
  expect(find('constructor', 'a.tif')).toEqual([])
  expect(find('exact:a', 'a.tif')).toEqual([])
})
