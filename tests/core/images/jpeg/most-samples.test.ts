import { expect, test } from 'vitest'
import { mostJpegSamples } from '../../../../src-main/core/images/jpeg/most-samples.ts'

test('gray blocks take a bit each; colours may be stored at a sixteenth of the resolution', () => {
  expect(mostJpegSamples(1, 1)).toBe(8 * 64)
  // 16 blocks and two single ones in 18 bits, for 32 x 32 pixels of three samples
  expect(mostJpegSamples(9, 3)).toBe(4 * 32 * 32 * 3)
})
