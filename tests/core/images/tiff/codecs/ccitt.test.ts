import { expect, test } from 'vitest'
import { decodeCcitt } from '../../../../../src-main/core/images/tiff/codecs/ccitt.ts'

/** Bits as text, spaces for reading, to bytes. */
function bytes(bits: string): Uint8Array {
  const plain = bits.replaceAll(' ', '')
  return Uint8Array.from({ length: Math.ceil(plain.length / 8) }, (_, i) =>
    parseInt(plain.slice(8 * i, 8 * i + 8).padEnd(8, '0'), 2),
  )
}

/** Rows of packed bytes as text of 0 and 1. */
function rowsOf(packed: Uint8Array, width: number): string[] {
  const rowBytes = Math.ceil(width / 8)
  return Array.from({ length: packed.length / rowBytes }, (_, row) =>
    [...packed.subarray(row * rowBytes, (row + 1) * rowBytes)]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .slice(0, width),
  )
}

const eol = '000000000001'
const plain = { width: 10, rows: 2, twoDimensional: false } as const

test('modified Huffman rows start on bytes', () => {
  // white 2, black 3, white 5 | white 0, black 10
  const row1 = '0111 10 1100'.replaceAll(' ', '').padEnd(16, '0')
  const found = decodeCcitt(bytes(`${row1} 00110101 0000100`), { ...plain, kind: 'huffman' })
  expect(rowsOf(found, 10)).toEqual(['0011100000', '1111111111'])
})

test('group 3 rows follow an end of line, with fill bits before it or not', () => {
  const bits = `${eol} 0111 10 1100 0000 ${eol} 00110101 0000100`
  expect(rowsOf(decodeCcitt(bytes(bits), { ...plain, kind: 'group3' }), 10)).toEqual([
    '0011100000',
    '1111111111',
  ])
})

test('group 3 in two dimensions reads the bit behind the end of line', () => {
  // second row: the black run starts one to the right and ends where it did
  const bits = `${eol}1 0111 10 1100 ${eol}0 011 1 1`
  const found = decodeCcitt(bytes(bits), { ...plain, kind: 'group3', twoDimensional: true })
  expect(rowsOf(found, 10)).toEqual(['0011100000', '0001100000'])
})

test('group 4: horizontal, vertical and pass', () => {
  // row 1 against white: horizontal white 2 black 3, then vertical 0 to the end of the row
  // row 2: pass over the black run, vertical 0
  const bits = '001 0111 10 1   0001 1'
  const found = decodeCcitt(bytes(bits), { ...plain, kind: 'group4' })
  expect(rowsOf(found, 10)).toEqual(['0011100000', '0000000000'])
})

test('runs of more than 64 pixels are made of parts', () => {
  // white 64 + 6, black 30
  const bits = '11011 1110 000001101000'
  const found = decodeCcitt(bytes(bits), {
    kind: 'huffman',
    width: 100,
    rows: 1,
    twoDimensional: false,
  })
  expect(rowsOf(found, 100)).toEqual(['0'.repeat(70) + '1'.repeat(30)])
})

test('a damaged row of group 3 is given up for the next end of line', () => {
  const bits = `${eol} 0111 00000000 1 ${eol} 00110101 0000100`
  const [, second] = rowsOf(decodeCcitt(bytes(bits), { ...plain, kind: 'group3' }), 10)
  expect(second).toBe('1111111111')
})

test('what is missing of damaged group 4 is white, and runs beyond the row are shortened', () => {
  const four = { width: 10, rows: 3, twoDimensional: false, kind: 'group4' } as const
  // horizontal white 2 black 3, vertical 0 | horizontal white 2 black 16, too long | no mode
  const bits = '001 0111 10 1   001 0111 0000010111   00000000'
  expect(rowsOf(decodeCcitt(bytes(bits), four), 10)).toEqual([
    '0011100000',
    '0011111111',
    '0000000000',
  ])
})

test('the uncompressed mode is refused where the file allows it, else taken for damage', () => {
  const four = { width: 10, rows: 2, twoDimensional: false, kind: 'group4' } as const
  const data = bytes('001 0111 10 1   0000001111 10')
  expect(rowsOf(decodeCcitt(data, four), 10)[1]).toBe('0000000000')
  expect(() => decodeCcitt(data, { ...four, mayBeUncompressed: true })).toThrow('uncompressed mode')
})

test('a run of no pixels is no change for the row below', () => {
  // horizontal white 2 black 0, horizontal white 3 black 2, vertical 0 | vertical 0 three times
  const bits = '001 0111 0000110111 001 1000 11 1   1 1 1'
  const four = { width: 10, rows: 2, twoDimensional: false, kind: 'group4' } as const
  expect(rowsOf(decodeCcitt(bytes(bits), four), 10)).toEqual(['0000011000', '0000011000'])
})

test('rows of many changes take time in proportion to them', () => {
  const width = 200_000
  const runs = `001 00110101 010 ${'001 000111 010 '.repeat(width / 2 - 1)} 1`
  const below = '1'.repeat(width + 1)
  const found = decodeCcitt(bytes(runs + below.repeat(4)), {
    kind: 'group4',
    width,
    rows: 5,
    twoDimensional: false,
  })
  expect(found[4 * (width / 8)]).toBe(0b10101010)
})

test('data without a single row are an error', () => {
  for (const kind of ['huffman', 'group3', 'group4'] as const)
    expect(() => decodeCcitt(new Uint8Array(0), { ...plain, kind })).toThrow('no row')
})
