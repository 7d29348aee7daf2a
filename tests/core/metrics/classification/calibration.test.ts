import { expect, test } from 'vitest'
import {
  brierBinary,
  brierSum,
  calibrationErrors,
  classwiseCalibration,
  logLoss,
  logLossBinary,
  mostProbable,
  topLabelCalibration,
} from '../../../../src-main/core/metrics/classification/calibration.ts'

const data = { truth: [0, 1], classes: 2, probabilities: [0.75, 0.25, 0.5, 0.5] }
const isPositive = (sample: number) => data.truth[sample] === 1

test('Brier of all classes is twice that of the positive one', () => {
  expect(brierBinary([0.25, 0.5], isPositive)).toBeCloseTo((0.0625 + 0.25) / 2, 12)
  expect(brierSum(data)).toBeCloseTo(2 * brierBinary([0.25, 0.5], isPositive), 12)
})

test('the logarithmic loss stays finite where a probability is 0', () => {
  expect(logLoss(data)).toBeCloseTo(-(Math.log(0.75) + Math.log(0.5)) / 2, 12)
  expect(logLossBinary([0.25, 0.5], isPositive)).toBeCloseTo(logLoss(data), 12)
  expect(logLossBinary([0, 1], () => true)).toBeCloseTo(-Math.log(1e-15) / 2, 6)
})

test('a probability on the edge belongs to the bin below it, and 0 to the first', () => {
  // 0.7 * 10 is above 7 in binary
  const { expected, largest } = calibrationErrors([0, 0.1, 0.7, 0.65], (s) => s === 3, 10)
  expect(expected).toBeCloseTo((0.1 + 0.35) / 4, 12)
  expect(largest).toBeCloseTo(0.175, 12)
  expect(() => calibrationErrors([1.2], () => true, 10)).toThrow(/sample 0 is 1.2/)
})

test('of the top label, the first of equal ones, and of each class', () => {
  expect(mostProbable(data)).toEqual([0, 0])
  const { expected } = topLabelCalibration(data, 10)
  expect(expected).toBeCloseTo((0.25 + 0.5) / 2, 12)
  expect(classwiseCalibration(data, 10)).toBeCloseTo((0.375 + 0.375) / 2, 12)
})
