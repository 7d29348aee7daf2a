import { expect, test } from 'vitest'
import {
  labelPalette,
  paletteIndex,
  paletteSize,
} from '../../../src-renderer/viewer/label-colors.ts'

const colorOf = (palette: Uint8Array, label: number) =>
  [...palette.subarray(paletteIndex(label) * 4, paletteIndex(label) * 4 + 3)].join()

test('the same seed gives the same colours, another seed others', () => {
  expect(labelPalette(3)).toEqual(labelPalette(3))
  expect(labelPalette(3)).not.toEqual(labelPalette(4))
})
test('every entry is a colour of its own and opaque', () => {
  const palette = labelPalette(1)
  const colors = new Set(Array.from({ length: paletteSize }, (_, i) => colorOf(palette, i + 1)))
  expect(colors.size).toBe(paletteSize)
  for (let i = 3; i < palette.length; i += 4) expect(palette[i]).toBe(255)
})
test('colours repeat after the palette, up to the largest id', () => {
  expect(paletteIndex(1)).toBe(paletteIndex(1 + paletteSize))
  expect(paletteIndex(0xffffffff)).toBeGreaterThanOrEqual(0)
  expect(paletteIndex(0xffffffff)).toBeLessThan(paletteSize)
})
