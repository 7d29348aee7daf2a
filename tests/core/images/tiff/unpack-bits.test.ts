import { expect, test } from 'vitest'
import { unpackBits } from '../../../../src-main/core/images/tiff/unpack-bits.ts'

/** Packs from the high bit down, rows on byte boundaries, one bit at a time. */
function pack(rows: readonly (readonly number[])[], bits: number): Uint8Array {
  const bytes = rows.flatMap((row) => {
    const text = row.map((value) => value.toString(2).padStart(bits, '0')).join('')
    const padded = text.padEnd(Math.ceil(text.length / 8) * 8, '0')
    return padded.match(/.{8}/g)!.map((byte) => parseInt(byte, 2))
  })
  return Uint8Array.from(bytes)
}

test.each([1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 14, 15, 20, 23, 25, 31])(
  'unpacks %d bits, each row from a new byte',
  (bits) => {
    const top = 2 ** bits - 1
    const rows = [
      [top, 0, 1 % (top + 1), top, Math.floor(top / 3)],
      [0, top, Math.floor(top / 2), 1, top],
    ]
    const target = new Uint32Array(10)
    unpackBits(pack(rows, bits), bits, 2, 5, target, true)
    expect([...target]).toEqual(rows.flat())
  },
)

test('24-bit samples follow the byte order of the file', () => {
  const bytes = Uint8Array.of(1, 2, 3)
  expect([...unpackBits(bytes, 24, 1, 1, new Uint32Array(1), true)]).toEqual([0x030201])
  expect([...unpackBits(bytes, 24, 1, 1, new Uint32Array(1), false)]).toEqual([0x010203])
})
