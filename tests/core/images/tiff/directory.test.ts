import { expect, test } from 'vitest'
import { openFileReader } from '../../../../src-main/core/images/file-reader.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import {
  directoryBytes,
  readDirectory,
  readUnsigned,
  requireEntries,
} from '../../../../src-main/core/images/tiff/directory.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const tags: FixtureTag[] = [
  [270, 'text', 'a longer description, 10 µm'],
  [282, 'rational', [300]],
  [258, 'short', [8, 8, 8]],
]

test.each([
  { littleEndian: true, big: false },
  { littleEndian: false, big: false },
  { littleEndian: true, big: true },
  { littleEndian: false, big: true },
])('reads values inside and outside of the entries: %j', async (encoding) => {
  const bytes = encodeTiff([grayPage(2, 3, ramp(6), { extra: tags })], encoding)
  const tiff = await openTiffFile(folder.write('a.tif', bytes))
  const directory = await tiff.directory(0)
  expect(await directory.number(256, 0)).toBe(3)
  expect(await directory.numbers(258)).toEqual([8, 8, 8])
  expect(await directory.number(282, 0)).toBe(300)
  expect(await directory.text(270)).toBe('a longer description, 10 µm')
  expect(directory.count(258)).toBe(3)
  const text = Buffer.from('a longer description, 10 µm\0', 'utf8')
  expect(Buffer.from((await directory.bytes(270))!).equals(text)).toBe(true)
  expect(directory.next).toBe(0)
  await tiff.file.close()
})

test('absent tags are undefined, or what the caller says', async () => {
  const tiff = await openTiffFile(folder.write('b.tif', encodeTiff([grayPage(2, 3, ramp(6))])))
  const directory = await tiff.directory(0)
  expect(directory.has(300)).toBe(false)
  expect(directory.count(300)).toBe(0)
  expect(await directory.numbers(300)).toBeUndefined()
  expect(await directory.number(300, 17)).toBe(17)
  expect(await directory.text(300)).toBeUndefined()
  expect(await directory.bytes(300)).toBeUndefined()
  await tiff.file.close()
})

test('text that is not UTF-8 is Latin-1', async () => {
  const bytes = encodeTiff([grayPage(1, 1, ramp(1), { description: 'unit=XYm and more' })])
  const at = bytes.indexOf('XYm')
  bytes[at] = 0xb5
  bytes[at + 1] = 0x6d
  const tiff = await openTiffFile(folder.write('c.tif', bytes))
  expect(await (await tiff.directory(0)).text(270)).toBe('unit=µmm and more')
  await tiff.file.close()
})

test('reads unsigned numbers of all lengths', () => {
  const bytes = Uint8Array.of(1, 2, 0, 0, 0, 0, 0, 0)
  expect(readUnsigned(bytes, 0, 2, true)).toBe(0x201)
  expect(readUnsigned(bytes, 0, 4, false)).toBe(0x1020000)
  expect(readUnsigned(bytes, 0, 8, true)).toBe(0x201)
})

test('the length of a directory follows from its entries, which are few', () => {
  expect(directoryBytes({ littleEndian: true, big: false }, 3)).toBe(2 + 36 + 4)
  expect(directoryBytes({ littleEndian: true, big: true }, 3)).toBe(8 + 60 + 8)
  expect(() => requireEntries('f', 8, 65_536)).not.toThrow()
  expect(() => requireEntries('f', 8, 0)).toThrow(/0 entries/)
  expect(() => requireEntries('f', 8, 65_537)).toThrow(/65537 entries, and 65536 are possible/)
})

test('an absurd number of entries takes no memory', async () => {
  const bytes = encodeTiff([grayPage(1, 1, ramp(1))], { big: true })
  const first = Number(bytes.readBigUInt64LE(8))
  bytes.writeBigUInt64LE(2n ** 40n, first)
  const path = folder.write('many.tif', bytes)
  const file = { ...(await openFileReader(path)) }
  await expect(readDirectory(file, { littleEndian: true, big: true }, first)).rejects.toMatchObject(
    { code: 'format-corrupt' },
  )
  await file.close()
})
