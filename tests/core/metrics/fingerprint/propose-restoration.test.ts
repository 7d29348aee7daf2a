import { expect, test } from 'vitest'
import type { Answers } from '../../../../src-main/contract/fingerprint.ts'
import { proposeForRestoration } from '../../../../src-main/core/metrics/fingerprint/propose-restoration.ts'
import { factsWith } from './facts.ts'

const ids = (answers: Answers) =>
  proposeForRestoration({ answers, facts: factsWith() })
    .proposal()
    .metrics.map(({ id }) => id)

test('another stain is judged by what is bright where', () => {
  expect(ids({ 'answer-kind': 'artificial-labelling' })[0]).toBe('pearson')
  expect(ids({ 'answer-kind': 'artificial-labelling' })).not.toContain('psnr')
})

test('gray values that will be measured put their error behind the headline', () => {
  expect(ids({ area: 'yes' }).slice(0, 2)).toEqual(['ssim-wang', 'nrmse-euclidean'])
})

test('Fourier rings only where noise is independent', () => {
  expect(ids({})).not.toContain('frc')
  expect(ids({ 'truth-doubts': 'yes' })).toContain('frc')
})

test('a common scale of gray values is shown apart: fitted for another stain, as gain and offset else', () => {
  expect(ids({ 'answer-kind': 'artificial-labelling' })).toEqual(
    expect.arrayContaining(['nrmse-euclidean-after-fit', 'ssim-wang-after-fit']),
  )
  expect(ids({})).toEqual(expect.arrayContaining(['gain-minus-one', 'offset']))
  expect(ids({})).not.toContain('psnr-after-fit')
})
