import { expect, test } from 'vitest'
import { factorsOf } from '../../../../src-main/core/metrics/restoration/ssim-factors.ts'
import { uniformBand } from '../../../../src-main/core/metrics/restoration/ssim-uniform-band.ts'
import { uniformWindow } from '../../../../src-main/core/metrics/restoration/ssim-window.ts'
import { image } from './patterns.ts'

// the sums themselves are checked against the definition in ssim-band.test.ts
test('two bands give what one over both gives', () => {
  const [height, width] = [60, 50]
  const window = uniformWindow(5)
  const parameters = { dataRange: 97, window, sampleCovariance: true }
  const truth = image([height, width], (y, x) => (y * 31 + x * 7) % 97).data
  const prediction = image([height, width], (y, x) => (y * 29 + x * 7) % 97).data
  const band = (from: number, to: number) =>
    uniformBand({
      ...factorsOf(parameters, 2, 48),
      width,
      truth,
      prediction,
      window,
      wantsContrast: false,
      from,
      to,
    }).ssim
  const rows = height - window.size + 1
  expect(band(0, 17) + band(17, rows)).toBeCloseTo(band(0, rows), 9)
  expect(band(5, 5)).toBe(0)
})
