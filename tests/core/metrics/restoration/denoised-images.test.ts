/** Scores of real denoised images; expected values from scikit-image 0.19.3 and the formulas of ZeroCostDL4Mic in numpy. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRealImage } from '../../../../src-main/core/images/read-real-image.ts'
import { scoreRestoration } from '../../../../src-main/core/metrics/restoration/score-restoration.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')
const folder = join(root, 'shared', 'real', 'datasets', 'w2s_denoising')
const ids = [
  ...['psnr', 'psnr-after-fit', 'ssim-uniform7', 'ssim-wang', 'ssim-wang-after-fit', 'pearson'],
  'zerocost-nrmse',
]

async function scores(method: string): Promise<readonly number[]> {
  const [truth, prediction] = await Promise.all(
    ['target', method].map((name) => readRealImage(join(folder, name, '031_2.tif'))),
  )
  const found = scoreRestoration(truth!, prediction!, { dataRange: 255 }, ids).scores
  return ids.map((id) => (found[id] as { value: number }).value)
}

describe.skipIf(!existsSync(folder))('a W2S image in 8 bit (needs ../shared/real)', () => {
  test.each([
    [
      'noisy',
      [17.880495123542204, 18.324276794960355, 0.12508611731485605, 0.11588398397885136],
      [0.16170826162996876, 0.7216884744627666, 0.30295604],
    ],
    [
      'pred_noise2void',
      [23.55479352276296, 31.227103135718774, 0.7624841108433108, 0.7831655576490447],
      [0.7973943897795487, 0.9876443828091664, 0.14516124],
    ],
    [
      'pred_noise2noise',
      [27.823983705204864, 31.05209521466875, 0.7911045889762419, 0.8108436278090259],
      [0.8098754745562545, 0.9871330093803667, 0.1470783],
    ],
  ])('%s scores what other programs give', async (method, first, rest) => {
    const found = await scores(method)
    const expected = [...first, ...rest]
    for (const [i, id] of ids.entries())
      // ZeroCost works in float32
      expect(found[i], id).toBeCloseTo(expected[i]!, id === 'zerocost-nrmse' ? 5 : 9)
  })

  test('PSNR after the fit and SSIM name different winners', async () => {
    const [noise2void, noise2noise] = [
      await scores('pred_noise2void'),
      await scores('pred_noise2noise'),
    ]
    expect(noise2void[1]).toBeGreaterThan(noise2noise[1]!)
    expect(noise2void[4]).toBeLessThan(noise2noise[4]!)
  })
})
