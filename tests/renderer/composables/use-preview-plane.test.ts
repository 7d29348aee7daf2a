import { expect, test } from 'vitest'
import { greyBytes } from '../../../src-renderer/composables/use-preview-plane.ts'

test('values become grey between the limits, and no number becomes magenta', () => {
  const values = Float32Array.of(-1, 0, 0.5, 2, Number.NaN)
  const bytes = greyBytes({ width: 5, height: 1, samples: 1, values }, { lower: 0, upper: 1 })
  const pixels = Array.from({ length: 5 }, (_, at) => [...bytes.slice(at * 4, at * 4 + 4)])
  expect(pixels).toEqual([
    [0, 0, 0, 255],
    [0, 0, 0, 255],
    [128, 128, 128, 255],
    [255, 255, 255, 255],
    [255, 0, 255, 255],
  ])
})
