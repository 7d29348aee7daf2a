import { expect, test } from 'vitest'
import { isZip, openZip } from '../../../../src-main/core/images/zip/open-zip.ts'
import { uint32 } from '../../../../src-main/core/images/zip/zip-directory.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { zipOfStore } from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
const values = Uint8Array.from({ length: 1000 }, (_, i) => i & 15)

async function read(bytes: Uint8Array, name = 'v', limit = 5000): Promise<Uint8Array> {
  const archive = await openZip(folder.write('a.zip', bytes))
  try {
    return await archive.read(archive.find(name)!, limit)
  } finally {
    await archive.close()
  }
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice()
  new DataView(copy.buffer).setUint32(at, value, true)
  return copy
}

const listAt = (bytes: Uint8Array): number => uint32(bytes, bytes.length - 6)

test.each([0, 6] as const)(
  'entries packed at level %i are read whole and in part',
  async (level) => {
    const archive = await openZip(folder.write('b.zip', zipOfStore({ v: values }, level)))
    const entry = archive.find('v')!
    expect(await archive.read(entry, 1000)).toEqual(values)
    expect(await archive.readRange(entry, 17, 3)).toEqual(values.subarray(17, 20))
    expect(await archive.readRange(entry, 900, 100)).toEqual(values.subarray(900))
    await expect(archive.readRange(entry, 900, 101)).rejects.toMatchObject({
      code: 'file-truncated',
    })
    await expect(archive.read(entry, 999)).rejects.toMatchObject({ code: 'file-too-large' })
    await archive.close()
  },
)

const stored = zipOfStore({ v: values })
const deflated = zipOfStore({ v: values }, 6)

test.each([
  ['another checksum', changed(deflated, listAt(deflated) + 16, 5), 'format-corrupt'],
  [
    'a larger size than comes out',
    changed(deflated, listAt(deflated) + 24, 1001),
    'format-corrupt',
  ],
  [
    'a smaller size than comes out',
    changed(deflated, listAt(deflated) + 24, 999),
    'format-corrupt',
  ],
  ['a bomb', changed(deflated, listAt(deflated) + 24, 2 ** 30), 'format-corrupt'],
  ['a stored size that disagrees', changed(stored, listAt(stored) + 20, 7), 'format-corrupt'],
  ['a header that is none', changed(stored, 0, 7), 'format-corrupt'],
  ['a header of another entry', changed(stored, 30, 0x41414141), 'format-corrupt'],
  ['an entry behind the list', changed(stored, listAt(stored) + 42, 2 ** 30), 'format-corrupt'],
  ['encryption', changed(stored, listAt(stored) + 8, 1), 'unsupported-encoding'],
  ['a rare method', changed(stored, listAt(stored) + 10, 14), 'unsupported-encoding'],
])('%s is an error', async (_, bytes, code) => {
  await expect(read(bytes, 'v', 2 ** 31)).rejects.toMatchObject({ code })
})

test('a zip is known by its first bytes', () => {
  expect(isZip(stored)).toBe(true)
  expect(isZip(zipOfStore({}))).toBe(true)
  expect(isZip(Uint8Array.of(1, 2, 3, 4))).toBe(false)
  expect(isZip(new Uint8Array(0))).toBe(false)
})

test('a file that is gone', async () => {
  await expect(openZip(`${folder.path}/none.zip`)).rejects.toMatchObject({ code: 'file-not-found' })
})
