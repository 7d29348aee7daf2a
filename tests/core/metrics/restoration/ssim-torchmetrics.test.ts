import { expect, test } from 'vitest'
import {
  msSsimTorchmetrics,
  ssimTorchmetrics,
} from '../../../../src-main/core/metrics/restoration/ssim-torchmetrics.ts'
import { image, pattern } from './patterns.ts'

test('identical images are 1, small ones too: borders are mirrored', () => {
  const small = pattern(8, 9, 13)
  expect(ssimTorchmetrics(small, small, { dataRange: 10 })).toEqual({ value: 1 })
})

test('an error in the corner counts, which a cropped mean would leave out', () => {
  const flat = image([30, 30], () => 1)
  const corner = image([30, 30], (y, x) => (y + x === 0 ? 5 : 1))
  const { value } = ssimTorchmetrics(flat, corner, { dataRange: 10 }) as { value: number }
  expect(value).toBeLessThan(1)
})

test('sides of half a window are too short to mirror', () => {
  const tiny = pattern(5, 40, 13)
  expect(ssimTorchmetrics(tiny, tiny, { dataRange: 1 })).toEqual({
    undefined: 'image-smaller-than-window',
  })
})

test('five scales need 176 pixels', () => {
  const wide = pattern(176, 190, 31)
  expect(msSsimTorchmetrics(wide, wide, 30)).toEqual({ value: expect.closeTo(1, 12) as number })
  const small = pattern(175, 190, 31)
  expect(msSsimTorchmetrics(small, small, 30)).toEqual({ undefined: 'image-too-small' })
  expect(msSsimTorchmetrics(wide, wide, 0)).toEqual({ undefined: 'zero-data-range' })
})
