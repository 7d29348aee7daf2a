import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allowedImagePath, allowedPath } from '../../../src-main/core/api/allowed-path.ts'

const base = realpathSync(mkdtempSync(join(tmpdir(), 'roots-')))
const inside = join(base, 'inside')
const outside = join(base, 'outside')
mkdirSync(join(inside, 'deep'), { recursive: true })
mkdirSync(outside)
mkdirSync(join(base, 'inside-not'))
symlinkSync(outside, join(inside, 'link'))
const roots = [{ name: 'Inside', path: inside }]

test('a root and what lies in it may be read', async () => {
  expect(await allowedPath(inside, roots)).toBe(inside)
  expect(await allowedPath(join(inside, 'deep'), roots)).toBe(join(inside, 'deep'))
})

test.each([
  ['a sibling', outside],
  ['a folder whose name starts alike', join(base, 'inside-not')],
  ['the way up', join(inside, '..', 'outside')],
  ['a link that leads out', join(inside, 'link')],
])('%s is refused', async (_, path) => {
  await expect(allowedPath(path, roots)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a missing path and a relative path say so', async () => {
  await expect(allowedPath(join(inside, 'none'), roots)).rejects.toMatchObject({
    code: 'file-not-found',
  })
  await expect(allowedPath('inside', roots)).rejects.toMatchObject({ code: 'bad-request' })
})

writeFileSync(join(inside, 'store.zarr.zip'), '')
writeFileSync(join(outside, 'store.zarr.zip'), '')
symlinkSync(join(inside, 'store.zarr.zip'), join(inside, 'deep', 'linked.zip'))

test('an image may lie inside a file; links on the way to the file are followed', async () => {
  const store = join(inside, 'store.zarr.zip')
  expect(await allowedImagePath(store, roots)).toBe(store)
  expect(await allowedImagePath(join(store, 'labels', '0'), roots)).toBe(join(store, 'labels', '0'))
  expect(await allowedImagePath(join(inside, 'deep', 'linked.zip', '0'), roots)).toBe(
    join(store, '0'),
  )
})

test('a series of numbered files may be named by a star in the last part of the path', async () => {
  const series = join(inside, 'deep', 'stack_*.tif')
  expect(await allowedImagePath(series, roots)).toBe(series)
})

test.each([
  ['a series outside', join(outside, 'stack_*.tif'), 'not-allowed'],
  ['a series behind a link that leads out', join(inside, 'link', 'stack_*.tif'), 'not-allowed'],
  ['a star in a folder', join(inside, '*', 'stack.tif'), 'file-not-found'],
  ['a file outside', join(outside, 'store.zarr.zip', '0'), 'not-allowed'],
  [
    'a file behind a link that leads out',
    join(inside, 'link', 'store.zarr.zip', '0'),
    'not-allowed',
  ],
  ['a way up from within a file', `${inside}/store.zarr.zip/../../outside`, 'not-allowed'],
  ['a missing file in a folder', join(inside, 'deep', 'none', '0'), 'file-not-found'],
  ['a relative path', 'inside/store.zarr.zip', 'bad-request'],
])('%s holds no image that may be opened', async (_, path, code) => {
  await expect(allowedImagePath(path, roots)).rejects.toMatchObject({ code })
})
