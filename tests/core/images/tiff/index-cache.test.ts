import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFileReader } from '../../../../src-main/core/images/file-reader.ts'
import { keepPageIndex, loadPageIndex } from '../../../../src-main/core/images/tiff/index-cache.ts'
import { openTiff } from '../../../../src-main/core/images/tiff/open-tiff.ts'
import { readPageIndex, type PageIndex } from '../../../../src-main/core/images/tiff/page-index.ts'
import { encodeTiff, grayPage, ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const encoding = { littleEndian: true, big: false }
const stack = (count: number, start = 0): Buffer =>
  encodeTiff(Array.from({ length: count }, (_, i) => grayPage(1, 2, ramp(2, start + i))))
const cacheFolder = (): string => mkdtempSync(join(folder.path, 'cache-'))

async function indexOf(path: string): Promise<PageIndex> {
  const file = await openFileReader(path)
  const index = await readPageIndex(file, encoding, readFileSync(path).readUInt32LE(4))
  await file.close()
  return index
}

async function load(cache: string, path: string): Promise<PageIndex | undefined> {
  const file = await openFileReader(path)
  return loadPageIndex(cache, file, encoding).finally(() => file.close())
}

async function keep(cache: string, path: string): Promise<PageIndex> {
  const index = await indexOf(path)
  const file = await openFileReader(path)
  await keepPageIndex(cache, file, index)
  await file.close()
  return index
}

test('a list that was kept reads back, and leaves nothing beside it', async () => {
  const [cache, path] = [cacheFolder(), folder.write('a.tif', stack(50))]
  expect(await load(cache, path)).toBeUndefined()
  const index = await keep(cache, path)
  expect(await load(cache, path)).toEqual(index)
  expect(readdirSync(cache)).toHaveLength(1)
})

test('a file that changed in size, time, start or chain has no list', async () => {
  const cache = cacheFolder()
  const path = folder.write('b.tif', stack(50))
  await keep(cache, path)
  utimesSync(path, 1000, 1000)
  expect(await load(cache, path)).toBeUndefined()
  folder.write('b.tif', stack(51))
  expect(await load(cache, path)).toBeUndefined()
  // the same size and time, and the chain ends earlier
  const bytes = stack(400)
  folder.write('b.tif', bytes)
  utimesSync(path, 1000, 1000)
  const index = await keep(cache, path)
  expect(await load(cache, path)).toEqual(index)
  bytes.writeUInt32LE(0, index.offsets[200]! + 2 + 12 * bytes.readUInt16LE(index.offsets[200]))
  writeFileSync(path, bytes)
  utimesSync(path, 1000, 1000)
  expect(await load(cache, path)).toBeUndefined()
})

test('a damaged list is as good as none, every byte of it', async () => {
  const [cache, path] = [cacheFolder(), folder.write('c.tif', stack(20))]
  await keep(cache, path)
  const place = join(cache, readdirSync(cache)[0]!)
  const whole = readFileSync(place)
  for (let at = 0; at < whole.length; at += 7) {
    const damaged = Buffer.from(whole)
    damaged[at] = damaged[at]! ^ 0x55
    writeFileSync(place, damaged)
    expect(await load(cache, path)).toBeUndefined()
    writeFileSync(place, whole.subarray(0, at))
    expect(await load(cache, path)).toBeUndefined()
  }
})

test('a long stack opened a second time gives the same pixels, damaged list or not', async () => {
  const [cache, path] = [join(folder.path, 'made/when/needed'), folder.write('d.tif', stack(1500))]
  for (const damage of [false, false, true, false]) {
    if (damage) writeFileSync(join(cache, readdirSync(cache)[0]!), 'no list')
    const image = await openTiff(path, { indexCacheDir: cache })
    expect(image.info.shape).toEqual([1500, 1, 2])
    expect([...(await image.readPlane({ z: 1234 })).data]).toEqual([...ramp(2, 1234)])
    await image.close()
    expect(readdirSync(cache)).toHaveLength(1)
  }
})

test('a folder that cannot be written to is no error', async () => {
  const path = folder.write('e.tif', stack(1500))
  const image = await openTiff(path, { indexCacheDir: join(path, 'not-a-folder') })
  expect(image.info.shape[0]).toBe(1500)
  await image.close()
})
