import { expect, test } from 'vitest'
import { overlay } from '../../../src-renderer/composables/use-thumbnail.ts'
import { labelPalette, paletteIndex } from '../../../src-renderer/viewer/label-colors.ts'
import type { TilePixels } from '../../../src-renderer/viewer/pixel-data.ts'

const pixels = (width: number, height: number, values: number[]) =>
  ({ width, height, samples: 1, values: Uint16Array.from(values) }) as unknown as TilePixels

test('objects are tinted by their label, the background stays as it is, whatever the level', () => {
  const image = pixels(4, 2, Array<number>(8).fill(100))
  const bytes = new Uint8ClampedArray(8 * 4).fill(100)
  overlay(bytes, image, pixels(2, 1, [0, 7]))
  const at = (x: number, y: number) => [...bytes.subarray((y * 4 + x) * 4, (y * 4 + x) * 4 + 3)]
  expect(at(1, 1)).toEqual([100, 100, 100])
  const color = labelPalette(1).subarray(paletteIndex(7) * 4, paletteIndex(7) * 4 + 3)
  const mixed = [...color].map((one) => Math.round(100 * 0.55 + one * 0.45))
  expect(at(2, 0)).toEqual(mixed)
  expect(at(3, 1)).toEqual(mixed)
})
