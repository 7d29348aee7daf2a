import { expect, test } from 'vitest'
import { finitePairs } from '../../../../src-main/core/metrics/restoration/image-pair.ts'
import { pixelErrors } from '../../../../src-main/core/metrics/restoration/pixel-errors.ts'
import {
  meanSquareOf,
  momentsOf,
  rangeOf,
} from '../../../../src-main/core/metrics/restoration/pixel-moments.ts'
import {
  createMomentTally,
  createPixelTally,
} from '../../../../src-main/core/metrics/restoration/pixel-tally.ts'
import { createRandom } from '../../../../src-main/core/statistics/random.ts'

const random = createRandom(7)
const noise = (length: number) => Float64Array.from({ length }, () => random.nextReal() * 1e4 - 3)

test.each([
  [5000, 7],
  [3000, 1024],
  [2048, 5000],
])('%i pixels in pieces of %i have the sums of whole images, to the last bit', (length, step) => {
  const [truth, prediction] = [noise(length), noise(length)]
  truth[17] = NaN
  truth[29] = Infinity
  prediction[17] = -Infinity
  prediction[40] = NaN
  const first = createPixelTally()
  for (let at = 0; at < length; at += step)
    first.add(truth.subarray(at, at + step), prediction.subarray(at, at + step))
  const tally = first.finish()
  const second = createMomentTally(tally)
  for (let at = 0; at < length; at += step)
    second.add(truth.subarray(at, at + step), prediction.subarray(at, at + step))
  const image = (data: Float64Array) => ({ shape: [length], data })
  const pairs = finitePairs(image(truth), image(prediction))
  expect(second.finish()).toEqual(momentsOf(pairs.truth, pairs.prediction))
  expect(tally).toMatchObject({
    pixels: length,
    leftOut: 3,
    isSame: false,
    truthRange: rangeOf(pairs.truth),
    predictionRange: rangeOf(pairs.prediction),
    truthMeanSquare: meanSquareOf(pairs.truth),
    meanSquaredError: pixelErrors(pairs.truth, pairs.prediction).meanSquared,
    truth: { high: Infinity, broken: { nan: 1, infinite: 1 } },
    prediction: { low: -Infinity, broken: { nan: 1, infinite: 1 } },
  })
})

test('equal pixels are known to be equal', () => {
  const tally = createPixelTally()
  tally.add(Float64Array.of(1, 2), Float64Array.of(1, 2))
  expect(tally.finish()).toMatchObject({ isSame: true, meanSquaredError: 0 })
  tally.add(Float64Array.of(3), Float64Array.of(3.5))
  expect(tally.finish().isSame).toBe(false)
})
