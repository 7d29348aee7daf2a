import { expect, test } from 'vitest'
import {
  channelTable,
  colorTableBytes,
  colorTables,
} from '../../../src-renderer/viewer/color-tables.ts'

const entry = (name: (typeof colorTables)[number], at: number) =>
  Array.from(colorTableBytes(name).slice(at * 4, at * 4 + 4))

test('grays are the values themselves', () => {
  for (const at of [0, 1, 127, 255]) expect(entry('grays', at)).toEqual([at, at, at, 255])
})
test('viridis runs from its dark violet over its green to its yellow', () => {
  expect(entry('viridis', 0)).toEqual([68, 1, 84, 255])
  expect(entry('viridis', 255)).toEqual([253, 231, 37, 255])
  const [red, green, blue] = entry('viridis', 128)
  // matplotlib's entry 128 is (32, 144, 140).
  for (const [value, own] of [
    [red, 32],
    [green, 144],
    [blue, 140],
  ])
    expect(Math.abs(value! - own!)).toBeLessThanOrEqual(3)
})
test('no table grows darker with the value', () => {
  for (const name of colorTables) {
    const lightness = Array.from({ length: 256 }, (_, at) => {
      const [r = 0, g = 0, b = 0] = entry(name, at)
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    })
    for (const [at, value] of lightness.entries())
      expect(value, `${name} ${String(at)}`).toBeGreaterThanOrEqual((lightness[at - 1] ?? 0) - 1)
  }
})
test('two channels are magenta and green, one is gray', () => {
  expect([channelTable(0, 2), channelTable(1, 2)]).toEqual(['magenta', 'green'])
  expect(channelTable(0, 1)).toBe('grays')
  expect(new Set([0, 1, 2, 3].map((c) => channelTable(c, 4))).size).toBe(4)
})
test('a table is made once, so that it is uploaded once', () => {
  expect(colorTableBytes('magma')).toBe(colorTableBytes('magma'))
})
