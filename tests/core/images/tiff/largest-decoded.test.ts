import { deflateSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { largestDecodedBytes } from '../../../../src-main/core/images/tiff/largest-decoded.ts'
import type { PageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'
import { encodeLzw } from '../../../fixtures/images/encode-lzw.ts'

const layout = (compression: number, changes: Partial<PageLayout> = {}): PageLayout =>
  ({
    ...{ compression, bits: 8, samples: 1, planar: false, faxOptions: 0, chunkWidth: 1000 },
    ...changes,
  }) as PageLayout
const most = (compression: number, stored: number, changes?: Partial<PageLayout>): number =>
  largestDecodedBytes(layout(compression, changes), stored)

test('zeros as tightly packed as they can be are plausible, and little more is', () => {
  const zeros = new Uint8Array(16 * 2 ** 20)
  for (const [compression, packed, margin] of [
    [5, encodeLzw(zeros.subarray(0, 2 ** 20)), 5],
    [8, deflateSync(zeros, { level: 9 }), 1.1],
    [34926, zstdCompressSync(zeros), 2],
  ] as const) {
    const bytes = compression === 5 ? 2 ** 20 : zeros.length
    expect(most(compression, packed.length)).toBeGreaterThanOrEqual(bytes)
    expect(most(compression, packed.length)).toBeLessThan(bytes * margin)
  }
  expect(most(32773, 2)).toBe(128)
  expect(most(1, 77)).toBe(77)
})

test('JPEG holds fewer gray than colour samples, and samples of 12 bits take more bytes', () => {
  expect(most(7, 100)).toBe(51_200)
  expect(most(7, 100, { bits: 16 })).toBe(102_400)
  expect(most(7, 90, { samples: 3 })).toBe(122_880)
  expect(most(7, 90, { samples: 3, planar: true })).toBe(46_080)
})

test('a row of fax takes a bit where it repeats the one above, else its runs', () => {
  const fax = { bits: 1 }
  expect(most(4, 10, fax)).toBe(80 * 125)
  expect(most(3, 10, { ...fax, faxOptions: 1 })).toBe(80 * 125)
  expect(most(3, 10, fax)).toBe(2140)
  expect(most(2, 10, fax)).toBe(2140)
  expect(most(4, 10, { ...fax, chunkWidth: 2 ** 31 })).toBe(655_360)
})

test('a constant image in LERC or WebP takes next to nothing: large chunks only are doubted', () => {
  expect(most(34887, 94)).toBe(64 * 2 ** 20)
  expect(most(50001, 2048)).toBe(128 * 2 ** 20)
})
