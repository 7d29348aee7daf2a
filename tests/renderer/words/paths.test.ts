import { expect, test } from 'vitest'
import { fileName, folderWithin, quoted } from '../../../src-renderer/words/paths.ts'

test('names files of either slash', () => {
  expect(fileName('/a/b/c.tif')).toBe('c.tif')
  expect(fileName('C:\\a\\c.tif')).toBe('c.tif')
})
test('finds the folder between base and file', () => {
  expect(folderWithin('/a', '/a/x/y/c.tif')).toBe('x/y')
  expect(folderWithin('/a/', '/a/c.tif')).toBe('')
  expect(folderWithin('/a', '/ab/c.tif')).toBeNull()
})
test('quotes what a shell would split', () => {
  expect(quoted('/plain/path-1.tif')).toBe('/plain/path-1.tif')
  expect(quoted("it's here")).toBe(`'it'\\''s here'`)
})
