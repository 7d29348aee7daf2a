import { expect, test } from 'vitest'
import {
  EntropyReader,
  readHuffmanTables,
  signed,
  type HuffmanTable,
} from '../../../../src-main/core/images/jpeg/entropy-reader.ts'

/** Codes 0, 10, 110 and 1110 0000 0000: symbols 5, 6, 7 and 8. */
function table(): HuffmanTable {
  const counts = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
  const tables = new Map<number, HuffmanTable>()
  readHuffmanTables(Uint8Array.of(0x11, ...counts, 5, 6, 7, 8), tables)
  return tables.get(0x11)!
}

test('reads symbols of short and long codes, and bits between them', () => {
  // 110 10 0 101 | 1110 0000 0000 | 10
  const bytes = Uint8Array.of(0b11010010, 0b11110000, 0b00000010, 0, 0, 0)
  const reader = new EntropyReader(bytes, 0)
  expect([reader.symbol(table()), reader.symbol(table()), reader.symbol(table())]).toEqual([
    7, 6, 5,
  ])
  expect(reader.bits(3)).toBe(0b101)
  expect(reader.symbol(table())).toBe(8)
  expect(reader.symbol(table())).toBe(5)
  expect(reader.symbol(table())).toBe(6)
})

test('stuffed zeros are no data, and a marker ends them', () => {
  const reader = new EntropyReader(Uint8Array.of(0xff, 0, 0xab, 0xff, 0xd9), 0)
  expect([reader.bits(8), reader.bits(8)]).toEqual([0xff, 0xab])
  expect(() => reader.bits(1)).toThrow('ends early')
  expect(reader.nextMarker()).toBe(3)
  expect(() => new EntropyReader(new Uint8Array(0), 0).symbol(table())).toThrow('ends early')
})

test('goes on behind a restart marker, and finds the segment after the scan', () => {
  const bytes = Uint8Array.of(0x80, 0xff, 0xd3, 0x40, 0xff, 0xd4, 0, 0xff, 0xff, 0xc4)
  const reader = new EntropyReader(bytes, 0)
  expect(reader.bits(1)).toBe(1)
  reader.restart()
  expect(reader.bits(2)).toBe(1)
  expect(reader.nextMarker()).toBe(8)
})

test('a code that is in no table is an error', () => {
  const reader = new EntropyReader(Uint8Array.of(0xfe, 0xff, 0, 0, 0), 0)
  expect(() => reader.symbol(table())).toThrow('in no table')
})

test('values of the upper half are positive, those of the lower negative', () => {
  expect([0, 1, 2, 3].map((value) => signed(value, 2))).toEqual([-3, -2, 2, 3])
})
