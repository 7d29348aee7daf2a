import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allowedPath } from '../../../src-main/core/api/allowed-path.ts'

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
