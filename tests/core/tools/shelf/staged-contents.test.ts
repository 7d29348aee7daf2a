import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  coversIn,
  listFiles,
  verifyNamed,
} from '../../../../src-main/core/tools/shelf/staged-contents.ts'

const png = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-contents-'))
  await mkdir(join(folder, 'inner'))
  await writeFile(join(folder, 'cover.png'), png)
  await writeFile(join(folder, 'inner', 'fake.png'), '<svg onload="alert(1)"/>')
})
afterAll(() => rm(folder, { recursive: true }))

test('covers are pictures by their bytes, inside the folder', async () => {
  const named = [
    './cover.png',
    'inner/fake.png',
    '../cover.png',
    'none.png',
    'inner',
    'https://x/y.png',
  ]
  expect(await coversIn(folder, named)).toEqual(['cover.png'])
})

test('files are listed with their size and hash, by path', async () => {
  expect((await listFiles(folder)).map(({ path, bytes }) => [path, bytes])).toEqual([
    ['cover.png', png.length],
    ['inner/fake.png', 24],
  ])
  expect((await listFiles(folder))[0]?.sha256).toBe(createHash('sha256').update(png).digest('hex'))
})

test('a stated hash is checked wherever the file is there', async () => {
  const sha256 = 'f'.repeat(64)
  await expect(
    verifyNamed(folder, { covers: [{ source: 'cover.png', sha256 }] }),
  ).rejects.toMatchObject({ code: 'weights-hash-mismatch' })
  await verifyNamed(folder, { covers: [{ source: 'none.png', sha256 }, 'cover.png'] })
})
