import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Hdf5Failure, openHdf5Library } from '../../../../src-main/core/images/hdf5/hdf5-library.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { makeBigEndian, writeHdf5 } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()
const values = Uint16Array.from({ length: 12 }, (_, i) => i * 300)
// all files are written first: the library then sees no file but those it is asked about
const plain = await writeHdf5(
  join(folder.path, 'plain.h5'),
  { 'a/image': { shape: [3, 4], data: values, attributes: { unit: 'um', scale: [1, 2] } } },
  { '': { title: 'x' } },
)
const big = makeBigEndian(
  await writeHdf5(join(folder.path, 'big.h5'), { image: { shape: [3, 4], data: values } }),
  2,
)
const damaged = folder.write('damaged.h5', '\x89HDF\r\n\x1a\nand nothing else')
const library = await openHdf5Library()

test('names, attributes and types are told as plain data', () => {
  expect(library.ask(plain, { kind: 'children', group: '/' })).toEqual({
    total: 1,
    children: [{ name: 'a', kind: 'group' }],
  })
  expect(library.ask(plain, { kind: 'attributes', object: '/' })).toEqual({ title: 'x' })
  expect(library.ask(plain, { kind: 'attributes', object: 'a/image' })).toMatchObject({
    unit: 'um',
    scale: [1, 2],
  })
  expect(library.ask(plain, { kind: 'dataset', dataset: 'a/image' })).toMatchObject({
    classNumber: 0,
    size: 2,
    isSigned: false,
    shape: [3, 4],
    chunks: null,
    filters: [],
  })
})

test('a block is read, in the byte order of this machine', () => {
  const question = { kind: 'read', offset: [1, 2], count: [2, 1], bytes: 4 } as const
  const read = (path: string, dataset: string): number[] => [
    ...new Uint16Array(library.ask(path, { ...question, dataset }) as ArrayBuffer),
  ]
  expect(read(plain, 'a/image')).toEqual([1800, 3000])
  const swapped = (value: number): number => ((value & 255) << 8) | (value >> 8)
  expect(read(big, 'image')).toEqual([1800, 3000].map(swapped))
})

test('damaged and missing files are failures with a trace, and the library goes on', () => {
  for (const path of [damaged, join(folder.path, 'none.h5')]) {
    expect(() => library.ask(path, { kind: 'children', group: '/' })).toThrow(Hdf5Failure)
  }
  expect(library.ask(plain, { kind: 'attributes', object: '/' })).toEqual({ title: 'x' })
})

test('more files than are held open can be asked in turn', () => {
  for (let round = 0; round < 3; round++) {
    for (const path of [plain, big]) library.ask(path, { kind: 'children', group: '/' })
    expect(library.ask(plain, { kind: 'close' })).toBeNull()
  }
})
