import { expect, test } from 'vitest'
import { scoreRestoration } from '../../../../src-main/core/metrics/restoration/score-restoration.ts'
import type { RealImage } from '../../../../src-main/core/images/types.ts'
import { restorationDefinitionsOnRequest } from '../../../../src-main/core/metrics/restoration/definitions-on-request.ts'
import { bigPrediction, bigTruth, interleave, pattern } from './patterns.ts'

const image = (side: number, at: (i: number) => number): RealImage => ({
  shape: [side, side],
  data: Float64Array.from({ length: side * side }, (_, i) => at(i)),
})
const ids = ['nrmse-min-max', 'nrmse-mean', 'ms-ssim', 'frc']

test('NRMSE by mean and by range: the anchor [0, 2, 2, 2] against 1', () => {
  const truth = image(2, (i) => [0, 2, 2, 2][i]!)
  const { scores } = scoreRestoration(
    truth,
    image(2, () => 1),
    {},
    ids,
  )
  expect(scores['nrmse-mean']).toEqual({ value: 1 / 1.5 })
  expect(scores['nrmse-min-max']).toEqual({ value: 0.5 })
  expect(scores['ms-ssim']).toEqual({ undefined: 'image-too-small' })
})

test('identical images have MS-SSIM 1 and no frequency at which they part', () => {
  const noise = image(176, (i) => (i * 7919) % 251)
  const { scores } = scoreRestoration(noise, noise, {}, ids)
  expect(scores['ms-ssim']).toEqual({ value: 1 })
  expect(scores.frc).toEqual({ undefined: 'no-crossing' })
})

test('stacks and pixels that are not finite name their reason; nothing is computed unasked', () => {
  const stack: RealImage = { shape: [2, 2, 2], data: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]) }
  expect(scoreRestoration(stack, stack, {}, ids).scores.frc).toEqual({ undefined: 'not-a-plane' })
  const gap = image(4, (i) => (i === 3 ? NaN : i))
  expect(scoreRestoration(gap, gap, {}, ids).scores.frc).toEqual({ undefined: 'non-finite-pixels' })
  expect(scoreRestoration(stack, stack).scores).not.toHaveProperty('frc')
  const empty = image(2, () => NaN)
  expect(scoreRestoration(empty, empty, {}, ids).scores.frc).toEqual({
    undefined: 'no-finite-pixels',
  })
})

test('every metric on request of the catalogue has an answer', () => {
  const ids = restorationDefinitionsOnRequest.map(({ id }) => id)
  const { scores } = scoreRestoration(bigTruth, bigPrediction, {}, ids, bigPrediction)
  expect(ids.filter((id) => scores[id] === undefined)).toEqual([])
  const undefinedIds = ids.filter((id) => 'undefined' in scores[id]!)
  // bigPrediction is a regular pattern without noise, whose curve has no peak
  expect(undefinedIds).toEqual(['decorrelation'])
})

test('a metric named like a method of every object is none', () => {
  expect(scoreRestoration(bigTruth, bigPrediction, {}, ['constructor']).scores).not.toHaveProperty(
    'constructor.value',
  )
})

test('of colours, scores of planes are means over channels', () => {
  const [a, b, c] = [pattern(180, 180, 7), pattern(180, 180, 11), pattern(180, 180, 29)]
  const colour = interleave(a, a)
  const other = interleave(b, c)
  const wanted = ['ms-ssim', 'ssim-torchmetrics']
  const of = (one: RealImage, two: RealImage, options = {}) =>
    scoreRestoration(one, two, { dataRange: 100, ...options }, wanted).scores
  const both = of(colour, other, { channelsLast: true })
  for (const id of wanted) {
    const [first, second] = [of(a, b)[id], of(a, c)[id]].map((s) => (s as { value: number }).value)
    expect((both[id] as { value: number }).value).toBeCloseTo((first! + second!) / 2, 12)
  }
})
