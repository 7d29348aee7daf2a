import { expect, test } from 'vitest'
import { openFileReader, type FileReader } from '../../../../src-main/core/images/file-reader.ts'
import { readPageIndex } from '../../../../src-main/core/images/tiff/page-index.ts'
import { encodeTiff, grayPage, ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const encoding = { littleEndian: true, big: false }

test('lists places and kinds of all pages', async () => {
  const [a, b] = [grayPage(2, 3, ramp(6)), grayPage(3, 2, ramp(6))]
  const bytes = encodeTiff([a, b, a, a])
  const file = await openFileReader(folder.write('a.tif', bytes))
  const index = await readPageIndex(file, encoding, bytes.readUInt32LE(4))
  expect(index.count).toBe(4)
  expect(index.offsets[0]).toBe(bytes.readUInt32LE(4))
  expect([...index.kinds]).toEqual([0, 1, 0, 0])
  expect(index.firstOfKind).toEqual([0, 1])
  await file.close()
})

/** Reads are counted, and none blocks: as on a network drive. */
function remote(file: FileReader): FileReader & { reads: number } {
  const counted = {
    ...file,
    reads: 0,
    blockingRead: async () => undefined,
    readInto: (target: Uint8Array, offset: number) => {
      counted.reads++
      return file.readInto(target, offset)
    },
  }
  return counted
}

test.each([
  ['side by side', 4, 12],
  ['at equal distances', 40_000, 700],
])('pages %s are found, local disk or not', async (_name, bytesBetween, mostReads) => {
  const pixels = ramp(bytesBetween)
  const pages = Array.from({ length: 600 }, () => grayPage(1, bytesBetween, pixels))
  const bytes = encodeTiff(pages)
  const path = folder.write('long.tif', bytes)
  const file = await openFileReader(path)
  const slow = remote(file)
  const first = bytes.readUInt32LE(4)
  const [near, far] = [
    await readPageIndex(file, encoding, first),
    await readPageIndex(slow, encoding, first),
  ]
  expect(near.count).toBe(600)
  expect(far.offsets).toEqual(near.offsets)
  expect([...near.kinds].every((kind) => kind === 0)).toBe(true)
  expect(slow.reads).toBeLessThan(mostReads)
  await file.close()
})

test('pages at changing distances are found one after another', async () => {
  const pages = Array.from({ length: 60 }, (_, i) => {
    const width = 10_000 + ((i * 7919) % 5000)
    return grayPage(1, width, ramp(width, i))
  })
  const bytes = encodeTiff(pages)
  const file = await openFileReader(folder.write('uneven.tif', bytes))
  const first = bytes.readUInt32LE(4)
  const near = await readPageIndex(file, encoding, first)
  const far = await readPageIndex(remote(file), encoding, first)
  expect(near.count).toBe(60)
  expect(far.offsets).toEqual(near.offsets)
  expect(far.kinds).toEqual(near.kinds)
  await file.close()
})
