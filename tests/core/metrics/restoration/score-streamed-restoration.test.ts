import { describe, expect, test } from 'vitest'
import type { RestorationOptions } from '../../../../src-main/core/metrics/restoration/restoration-pair.ts'
import { scoreRestoration } from '../../../../src-main/core/metrics/restoration/score-restoration.ts'
import {
  canStream,
  scoreStreamedRestoration,
} from '../../../../src-main/core/metrics/restoration/score-streamed-restoration.ts'
import { createRandom } from '../../../../src-main/core/statistics/random.ts'

const wanted = ['nrmse-min-max', 'nrmse-mean', 'nrmse-std']
const random = createRandom(3)

function noisy(shape: readonly number[]) {
  const length = shape.reduce((product, side) => product * side, 1)
  const truth = Float64Array.from({ length }, (_, i) => 20 + (i % 91) + 9 * random.nextReal())
  return { truth, prediction: truth.map((value) => value * 0.9 + 5 * random.nextReal()) }
}

/** Of a stack `[z, y, x]` or a plane `[y, x]`, in pieces of an odd size. */
function both(
  shape: readonly number[],
  { truth, prediction }: ReturnType<typeof noisy>,
  options: RestorationOptions,
) {
  const [width = 1, height = 1, stack = 1] = shape.toReversed()
  const streamed = scoreStreamedRestoration(
    {
      layout: { planes: stack, height, width, samples: 1, isSingle: false },
      stack,

      async *walk() {
        for (let at = 0; at < truth.length; at += 1777)
          yield [truth.subarray(at, at + 1777), prediction.subarray(at, at + 1777)] as const
      },
    },
    options,
    wanted,
  )
  const sides = [truth, prediction].map((data) => ({ shape, data }))
  return { streamed, whole: scoreRestoration(sides[0]!, sides[1]!, options, wanted) }
}

async function expectAlike(
  shape: readonly number[],
  pair: ReturnType<typeof noisy>,
  options: RestorationOptions,
): Promise<void> {
  const { streamed, whole } = both(shape, pair, options)
  const { scores, dataRange, leftOut, notes } = await streamed
  expect({ dataRange, leftOut, notes }).toEqual({
    ...{ dataRange: whole.dataRange, leftOut: whole.leftOut, notes: whole.notes },
  })
  expect(Object.keys(scores).sort()).toEqual(Object.keys(whole.scores).sort())
  for (const [id, score] of Object.entries(whole.scores)) {
    const own = scores[id]!
    if (typeof (score as { value?: unknown }).value !== 'number') expect(own, id).toEqual(score)
    else {
      const [a, b] = [own, score].map((one) => (one as { value: number }).value)
      expect(Math.abs(a! - b!) <= 1e-12 * Math.abs(b!), `${id}: ${a} and ${b}`).toBe(true)
    }
  }
}

describe('the scores of whole images', () => {
  test.each([
    [[150, 90], {}],
    [[150, 90], { dataRange: 255 }],
    [[150, 90], { dataRange: 'larger-range' }],
    [[150, 90], { dataRange: 'dtype-range', dtype: 'uint16' }],
    [[14, 40, 33], {}],
    [[14, 40, 33], { stackWindow: 'plane' }],
    [[5, 40, 33], {}], // too thin for a window
  ])('%j with %j', async (shape, options) => {
    await expectAlike(shape, noisy(shape), options)
  })

  test('with pixels that are not finite, none that is, and constant ones', async () => {
    const shape = [40, 30]
    const broken = noisy(shape)
    broken.truth[5] = NaN
    broken.prediction[5] = Infinity
    broken.prediction[900] = NaN
    await expectAlike(shape, broken, {})
    const nothing = noisy(shape)
    nothing.truth.fill(NaN)
    await expectAlike(shape, nothing, {})
    const constant = noisy(shape)
    constant.truth.fill(4)
    await expectAlike(shape, constant, {})
    await expectAlike(shape, { truth: constant.truth, prediction: constant.truth }, {})
  })
})

test('what needs all pixels at once is not streamed', () => {
  expect(canStream(['psnr', 'pearson', 'nrmse-std'], {})).toBe(true)
  expect(canStream(['psnr', 'ms-ssim'], {})).toBe(false)
  expect(canStream(['psnr'], { dataRange: 'truth-percentiles' })).toBe(false)
})
