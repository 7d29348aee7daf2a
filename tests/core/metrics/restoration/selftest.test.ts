import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { restorationCase } from '../../../../src-main/core/metrics/restoration/selftest.ts'
import { truth, prediction } from './patterns.ts'
import { agrees, readReference } from './reference.ts'

const folder = join(import.meta.dirname, '../../../../../shared/reference')
const present = existsSync(folder)

describe.skipIf(!present)('restoration equals its references (needs ../shared/reference)', () => {
  const cases = present ? readReference(folder, 'restoration') : []
  test.each(cases.map((one) => [one.id, one] as const))('%s', (id, one) => {
    const values = restorationCase(one.arrays, one)
    for (const [name, entry] of Object.entries(one.expected)) {
      if (entry.optional) continue
      expect(values, name).toHaveProperty([name])
      const actual = values[name]
      // Index 0 of a ring correlation is the mean, which was subtracted.
      if (/^frc_(none|hann)$/.test(name)) {
        const rings = { ...entry, value: (entry.value as number[]).slice(1) }
        expect(agrees((actual as number[]).slice(1), rings, one, folder), `${id} ${name}`).toBe(
          true,
        )
      } else expect(agrees(actual, entry, one, folder), `${id} ${name}`).toBe(true)
    }
  })
})

const arrays = { gt: truth, pred: prediction }

test('takes ranges from the parameters, the type or the truth', () => {
  const values = restorationCase(arrays, {
    axes: 'yx',
    dtypes: { gt: 'uint8' },
    expected: {
      psnr_gt_range: {},
      psnr_dtype_range: {},
      psnr_one: { kwargs: { data_range: 1 } },
      unknown: {},
    },
  })
  expect(Object.keys(values)).toEqual(['psnr_gt_range', 'psnr_dtype_range', 'psnr_one'])
  expect(values.psnr_gt_range).toBeCloseTo(23.235159689749555, 11)
  expect(values.psnr_dtype_range).toBeCloseTo(23.235159689749555 + 20 * Math.log10(2.55), 11)
  expect(values.psnr_one).toBeCloseTo(23.235159689749555 - 40, 11)
})

test('takes windows, constants and covariance from the parameters', () => {
  const values = restorationCase(arrays, {
    axes: 'yx',
    expected: {
      ssim_default_gt_range: {},
      ssim_gaussian_gt_range: {},
      ssim_win3: { kwargs: { win_size: 3, K1: 0.02, K2: 0.05 } },
      'ssim_gaussian_sigma2.5': {
        kwargs: { gaussian_weights: true, sigma: 1, use_sample_covariance: false },
      },
    },
  })
  expect(values.ssim_default_gt_range).toBeCloseTo(0.9740982233845066, 12)
  expect(values.ssim_gaussian_gt_range).toBeCloseTo(0.9738596623275535, 12)
  expect(values.ssim_win3).toBeCloseTo(0.9743364120008599, 12)
  expect(values['ssim_gaussian_sigma2.5']).toBeCloseTo(0.9737439613498616, 12)
})

test('names of finite pixels leave the others out, plain names do not', () => {
  const broken = { ...prediction, data: prediction.data.with(3, NaN) }
  const values = restorationCase(
    { gt: truth, pred: broken },
    { expected: { mse: {}, finite_pixels: {}, rmse_finite: {}, mae_finite: {} } },
  )
  expect(values.mse).toBe('NaN')
  expect(values.finite_pixels).toBe(479)
  expect(Number(values.rmse_finite)).toBeGreaterThan(Number(values.mae_finite))
})

test('identical images: infinite as a word', () => {
  const values = restorationCase({ gt: truth, pred: truth }, { expected: { psnr_gt_range: {} } })
  expect(values).toEqual({ psnr_gt_range: 'Infinity' })
})
