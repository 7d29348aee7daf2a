import { expect, test } from 'vitest'
import {
  createPageKinds,
  type MissingBytes,
} from '../../../../src-main/core/images/tiff/page-kinds.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixturePage,
  type FixtureTag,
} from '../../../fixtures/images/encode-tiff.ts'

const encoding = { littleEndian: true, big: false }

/** Kinds of the pages of one file; values that stand apart are given unless `isFar`. */
function kindsOf(pages: readonly FixturePage[], isFar = false): (number | MissingBytes)[] {
  const bytes = encodeTiff(pages)
  const block = { offset: 0, bytes, view: new DataView(bytes.buffer, bytes.byteOffset) }
  const kinds = createPageKinds(encoding)
  const found: (number | MissingBytes)[] = []
  for (let at = bytes.readUInt32LE(4); at !== 0;) {
    const entries = bytes.readUInt16LE(at)
    found.push(
      kinds.kindOf(block, at + 2, entries, ({ offset, length }) =>
        isFar ? undefined : bytes.subarray(offset, offset + length),
      ),
    )
    at = bytes.readUInt32LE(at + 2 + 12 * entries)
  }
  return found
}

test('pages that differ in places and texts only are of one kind', () => {
  const pages = [0, 1, 2].map((i) =>
    grayPage(2, 3, ramp(6, i), { description: `page ${i} of ${'x'.repeat(i)}` }),
  )
  expect(kindsOf(pages)).toEqual([0, 0, 0])
})

test('size, depth and type make kinds; an earlier kind is known again', () => {
  const [a, b] = [grayPage(2, 3, ramp(6)), grayPage(3, 2, ramp(6))]
  expect(kindsOf([a, b, a, grayPage(2, 3, ramp(12), { bits: 16 })])).toEqual([0, 1, 0, 2])
})

test('values that stand apart are compared by value, not by place', () => {
  const rgb = (bits: readonly number[]): FixturePage =>
    grayPage(2, 3, ramp(18), {
      extra: [
        [258, 'short', bits],
        [277, 'short', [3]],
      ] satisfies FixtureTag[],
    })
  expect(kindsOf([rgb([8, 8, 8]), rgb([8, 8, 8]), rgb([8, 8, 16])])).toEqual([0, 0, 1])
  expect(kindsOf([rgb([8, 8, 8])], true)[0]).toMatchObject({ length: 6 })
})

test('a page with copies inside is another kind than one without', () => {
  const plain = grayPage(2, 3, ramp(6))
  expect(kindsOf([plain, { ...plain, subPages: [grayPage(1, 1, ramp(1))] }])).toEqual([0, 1])
})
