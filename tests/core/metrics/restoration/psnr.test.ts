import { expect, test } from 'vitest'
import { psnr } from '../../../../src-main/core/metrics/restoration/psnr.ts'

test('10 log10(L² / MSE)', () => {
  expect(psnr(1, 10)).toEqual({ value: 20 })
  expect(psnr(100, 10)).toEqual({ value: 0 })
})

test('infinite for identical images, whatever the range', () => {
  expect(psnr(0, 255)).toEqual({ value: 'Infinity' })
  expect(psnr(0, 0)).toEqual({ value: 'Infinity' })
})

test('undefined where the range is 0', () => {
  expect(psnr(4, 0)).toEqual({ undefined: 'zero-data-range' })
})
