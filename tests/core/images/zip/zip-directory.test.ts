import { expect, test } from 'vitest'
import { openFileReader } from '../../../../src-main/core/images/file-reader.ts'
import {
  corrupt,
  readZipDirectory,
  uint16,
  uint32,
  type ZipDirectory,
} from '../../../../src-main/core/images/zip/zip-directory.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { zipOfStore } from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()

async function directoryOf(bytes: Uint8Array): Promise<ZipDirectory> {
  const file = await openFileReader(folder.write('a.zip', bytes))
  try {
    return await readZipDirectory(file)
  } finally {
    await file.close()
  }
}

const files = {
  'zarr.json': '{}',
  'a/zarr.json': '{}',
  'a/c/0': Uint8Array.of(1, 2, 3),
  'b.json': '',
}
const zip = zipOfStore(files)
const endRecord = zip.length - 22

function changed(at: number, bytes: readonly number[], source = zip): Uint8Array {
  const copy = source.slice()
  copy.set(bytes, at)
  return copy
}

test('entries are found by their names', async () => {
  const directory = await directoryOf(zip)
  expect(directory.count).toBe(4)
  expect(directory.find('a/c/0')).toMatchObject({ name: 'a/c/0', method: 0, sizeBytes: 3 })
  expect(directory.find('a/c')).toBeUndefined()
  expect(directory.find('')).toBeUndefined()
  expect(directory.namesEndingIn(['zarr.json'])).toEqual(['zarr.json', 'a/zarr.json'])
})

test('thousands of entries are all found', async () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`c/${i}`, `${i}`]))
  const directory = await directoryOf(zipOfStore(many))
  for (const name of Object.keys(many)) expect(directory.find(name)?.name).toBe(name)
})

test('of two entries with one name the last counts', async () => {
  const twice = zipOfStore({ '0': 'x', '1': 'yy' })
  const second = twice.lastIndexOf(0x31) // the name in the list
  expect((await directoryOf(changed(second, [0x30], twice))).find('0')).toMatchObject({
    sizeBytes: 2,
  })
})

test('64-bit sizes stand in a record and a field of their own', async () => {
  const at = uint32(zip, endRecord + 16)
  const listed = zip.slice(at, endRecord)
  const wide = (value: number): number[] =>
    [...Array(8).keys()].map((i) => (value / 2 ** (8 * i)) & 255)
  const record = [
    0x50,
    0x4b,
    6,
    6,
    ...wide(44),
    45,
    0,
    45,
    0,
    ...Array<number>(8).fill(0),
    ...wide(4),
    ...wide(4),
    ...wide(listed.length),
    ...wide(at),
  ]
  const locator = [0x50, 0x4b, 6, 7, 0, 0, 0, 0, ...wide(endRecord), 1, 0, 0, 0]
  const end = changed(
    8,
    [255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
    zip.slice(endRecord),
  )
  const bytes = Buffer.concat([
    zip.slice(0, endRecord),
    Buffer.from(record),
    Buffer.from(locator),
    end,
  ])
  expect((await directoryOf(bytes)).find('a/c/0')).toMatchObject({ sizeBytes: 3 })
})

test('a comment may follow, as the files .ozx have one', async () => {
  const comment = new TextEncoder().encode('{"ome":{"version":"0.5"}}')
  const bytes = Buffer.concat([changed(endRecord + 20, [comment.length]), comment])
  expect((await directoryOf(bytes)).count).toBe(4)
})

test.each([
  ['a cut file', zip.slice(0, -30), 'file-truncated'],
  ['more entries than the list holds', changed(endRecord + 10, [200]), 'format-corrupt'],
  ['a list behind the end', changed(endRecord + 16, [255, 255, 255]), 'format-corrupt'],
  ['a list of absurd length', changed(endRecord + 12, [255, 255, 255, 127]), 'format-corrupt'],
  ['an entry that is none', changed(uint32(zip, endRecord + 16), [0, 0, 0, 0]), 'format-corrupt'],
  ['a part of several', changed(endRecord + 4, [3]), 'format-not-supported'],
])('%s', async (_, bytes, code) => {
  await expect(directoryOf(bytes)).rejects.toMatchObject({ code })
})

test.each(['../x', 'a/../../x', '/etc/x', 'a/..'])('a name %s is refused', async (name) => {
  await expect(directoryOf(zipOfStore({ [name]: 'x' }))).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

test('names with dots are no way out', async () => {
  expect((await directoryOf(zipOfStore({ 'a..b/...': 'x', '.zattrs': 'y' }))).count).toBe(2)
})

test('numbers are little-endian', () => {
  expect([uint16(Uint8Array.of(1, 2), 0), uint32(Uint8Array.of(0, 0, 0, 255), 0)]).toEqual([
    513, 0xff000000,
  ])
  expect(corrupt('a.zip', 'it is').message).toContain('a.zip is damaged: it is')
})
