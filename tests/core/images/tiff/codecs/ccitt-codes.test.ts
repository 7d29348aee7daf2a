import { expect, test } from 'vitest'
import {
  blackRuns,
  longestCode,
  modes,
  whiteRuns,
} from '../../../../../src-main/core/images/tiff/codecs/ccitt-codes.ts'

test.each([
  ['white', whiteRuns],
  ['black', blackRuns],
])('every run of %s has one code, and no code starts another', (_name, table) => {
  const codes = new Map<number, number>()
  for (let bits = 0; bits < 1 << longestCode; bits++) {
    const entry = table[bits]!
    if (entry === 0) continue
    const [run, length] = [entry >> 4, entry & 15]
    codes.set(run, (codes.get(run) ?? 0) + 2 ** -length)
    expect(table[(bits >> (longestCode - length)) << (longestCode - length)]).toBe(entry)
  }
  const runs = [
    ...Array.from({ length: 64 }, (_, i) => i),
    ...Array.from({ length: 40 }, (_, i) => 64 * (i + 1)),
  ]
  expect([...codes.keys()].toSorted((a, b) => a - b)).toEqual(runs)
})

test('the sum of all codes leaves room for end of line alone', () => {
  const used = (table: Uint32Array): number => table.filter((entry) => entry !== 0).length
  const lost = (table: Uint32Array): number => (1 << longestCode) - used(table)
  // eight zeros start no run: 32 of 8192 for white, and black has no other gaps than the short makeup range
  expect(lost(whiteRuns)).toBeLessThan(64)
  expect(lost(blackRuns)).toBeLessThan(64)
})

test('vertical modes reach three pixels to either side', () => {
  const found = new Set(modes.map((entry) => entry?.mode))
  for (const offset of [-3, -2, -1, 0, 1, 2, 3]) expect(found).toContain(offset)
})
