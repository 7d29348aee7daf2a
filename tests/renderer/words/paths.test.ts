import { expect, test } from 'vitest'
import {
  fileName,
  folderWithin,
  fullPath,
  jsonArgument,
  quoted,
  quotedFor,
  shellOf,
} from '../../../src-renderer/words/paths.ts'

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

test('a machine is known by how its folders are written', () => {
  expect(['C:\\data', 'c:/data', '\\\\server\\share'].map(shellOf)).toEqual(
    Array.from({ length: 3 }, () => 'windows'),
  )
  expect(shellOf('/data/C:')).toBe('posix')
})
test('quotes for Windows: inner quotes and a last backslash are escaped', () => {
  expect(quotedFor('windows', 'C:\\data\\a.tif')).toBe('C:\\data\\a.tif')
  expect(quotedFor('windows', 'C:\\my data\\')).toBe('"C:\\my data\\\\"')
  expect(quotedFor('windows', 'a"b')).toBe('"a\\"b"')
  expect(quotedFor('windows', "it's & that")).toBe('"it\'s & that"')
  expect(quotedFor('windows', '')).toBe('""')
  expect(quotedFor('posix', "it's")).toBe(`'it'\\''s'`)
})
test('JSON as an argument holds no sign of cmd and stays the same JSON', () => {
  const value = { comparison: '>', name: 'a & b | 100 %!' }
  expect(jsonArgument(value)).not.toMatch(/[&|<>^%!]/)
  expect(JSON.parse(jsonArgument(value))).toEqual(value)
})
test('a path in the workspace is given in full', () => {
  expect(fullPath('/w/', 'runs/a.tif')).toBe('/w/runs/a.tif')
  expect(fullPath('D:\\w', 'runs/a.tif')).toBe('D:\\w\\runs\\a.tif')
  expect(fullPath('/w', '/elsewhere/a.tif')).toBe('/elsewhere/a.tif')
  expect(fullPath('D:\\w', 'E:\\a.tif')).toBe('E:\\a.tif')
})
