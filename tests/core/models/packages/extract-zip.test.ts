import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync, type Zippable } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { extractZip } from '../../../../src-main/core/models/packages/extract-zip.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-zip-'))
  await mkdir(join(folder, 'cache'))
})
afterEach(() => rm(folder, { recursive: true }))

async function zip(contents: Zippable): Promise<string> {
  const path = join(folder, 'package.zip')
  await writeFile(path, zipSync(contents))
  return path
}
const cache = () => join(folder, 'cache')

test('unpacks into a folder named by the hash, once', async () => {
  const path = await zip({ 'rdf.yaml': strToU8('a: 1'), 'data/w.onnx': strToU8('weights') })
  const target = await extractZip(path, cache())
  const hash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  expect(target.endsWith(hash)).toBe(true)
  expect(await readFile(join(target, 'data/w.onnx'), 'utf8')).toBe('weights')
  const before = await stat(target)
  expect(await extractZip(path, cache())).toBe(target)
  expect((await stat(target)).mtimeMs).toBe(before.mtimeMs)
})

test('names that leave the folder are refused and nothing is left behind', async () => {
  for (const name of ['../evil.txt', '/evil.txt', 'a/../../evil.txt']) {
    const path = await zip({ [name]: strToU8('x') })
    await expect(extractZip(path, cache()), name).rejects.toMatchObject({ code: 'format-corrupt' })
  }
  expect(await readdir(join(cache(), 'packages'))).toEqual([])
  expect(await readdir(folder)).toEqual(['cache', 'package.zip'])
})

test('links are refused', async () => {
  const path = await zip({
    link: [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }],
  })
  await expect(extractZip(path, cache())).rejects.toThrow(/link points outside/)
})

test('too many entries, too much data and bombs are refused', async () => {
  const path = await zip({ a: strToU8('1'), b: strToU8('2'), c: new Uint8Array(4 * 1024 * 1024) })
  const roomy = { entries: 10, totalBytes: 1e9, ratio: 1e6 }
  await expect(extractZip(path, cache(), { ...roomy, entries: 2 })).rejects.toThrow(
    /more than 2 entries/,
  )
  await expect(extractZip(path, cache(), { ...roomy, totalBytes: 1000 })).rejects.toThrow(
    /more than 1000 bytes/,
  )
  await expect(extractZip(path, cache(), { ...roomy, ratio: 50 })).rejects.toThrow(
    /holds c, which unpacks to \d+ times its size/,
  )
  await expect(extractZip(path, cache(), roomy)).resolves.toContain('packages')
})

test('a truncated zip is refused by name', async () => {
  const path = await zip({ a: strToU8('hello') })
  await writeFile(path, (await readFile(path)).subarray(0, 40))
  await expect(extractZip(path, cache())).rejects.toThrow(/^package\.zip cannot be unpacked/)
})
