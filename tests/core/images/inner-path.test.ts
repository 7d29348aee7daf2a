import { join } from 'node:path'
import { expect, test } from 'vitest'
import { splitInnerPath } from '../../../src-main/core/images/inner-path.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const file = folder.write('stack.h5', 'x')

test('a path that is there has nothing inside', async () => {
  expect(await splitInnerPath(file)).toEqual({ outer: file, isFolder: false, inner: '' })
  expect(await splitInnerPath(folder.path)).toMatchObject({ isFolder: true, inner: '' })
})

test('what goes on inside a file is told apart, with slashes', async () => {
  expect(await splitInnerPath(join(file, 'group', 'data'))).toEqual({
    outer: file,
    isFolder: false,
    inner: 'group/data',
  })
})

test('a missing file ends at the folder that is there', async () => {
  expect(await splitInnerPath(join(folder.path, 'none.zarr', '0'))).toEqual({
    outer: folder.path,
    isFolder: true,
    inner: 'none.zarr/0',
  })
})

test('a name that no file can have is left to the opening', async () => {
  expect(await splitInnerPath('a\0b')).toEqual({ outer: 'a\0b', isFolder: false, inner: '' })
})
