import { expect, test } from 'vitest'
import type { ChunkPart } from '../../../../src-main/core/images/tiff/chunk-parts.ts'
import type { PageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'
import { requirePlausible } from '../../../../src-main/core/images/tiff/require-plausible.ts'

const file = { path: 'f', sizeBytes: 1100 }
const layout = {
  planar: false,
  samples: 1,
  chunkWidth: 1000,
  bits: 8,
  compression: 8,
} as PageLayout
const check = (rows: number, stored: number, offset = 8, changes: Partial<PageLayout> = {}) =>
  requirePlausible(file, { ...layout, ...changes }, { offsets: [offset], byteCounts: [stored] }, [
    { chunk: 0, rows } as ChunkPart,
  ])

test('what the stored bytes can hold passes', () => {
  expect(() => check(100, 100)).not.toThrow()
  expect(() => check(1, 0, 8, { compression: 1 })).not.toThrow()
})

test('more than deflate can give, or than the file has, is refused', () => {
  expect(() => check(200, 100)).toThrow(/200000 bytes of pixels are stated for 100 bytes/)
  expect(() => check(2, 2000, 8, { compression: 1 })).toThrow(/2008 bytes are needed/)
})

test('uncompressed chunks of fewer bytes than their pixels contradict themselves, but for a single one', () => {
  const check999 = (listed: number, offsets: readonly number[]): void =>
    requirePlausible(
      file,
      { ...layout, compression: 1 },
      { offsets, byteCounts: offsets.map(() => listed) },
      [{ chunk: 0, rows: 1 } as ChunkPart],
    )
  expect(() => check999(999, [8, 9])).toThrow(
    /1000 bytes of pixels are needed where 999 are listed/,
  )
  expect(() => check999(1001, [8, 9])).not.toThrow()
  expect(() => check999(999, [8])).not.toThrow()
})

test('a chunk that was never written may be of ordinary size only', () => {
  expect(() => check(60_000, 0, 0)).not.toThrow()
  expect(() => check(70_000, 0, 0)).toThrow(/cannot hold/)
})

test('chunks outside the file, or at no place at all, are refused', () => {
  expect(() => check(1, 100, 1050)).toThrow(/1150 bytes are needed and 1100 are there/)
  expect(() => check(1, 100, NaN)).toThrow(/no file can have/)
})
