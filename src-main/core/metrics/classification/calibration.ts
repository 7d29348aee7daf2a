/** Are probabilities what they say? Brier score, logarithmic loss, expected and largest calibration error. */
import { TouchstoneError } from '../../errors.ts'
import type { ClassProbabilities } from './ranking-scores.ts'

/** Mean of (p - y)^2 of the positive class (`brier-binary`). */
export function brierBinary(
  probabilities: ArrayLike<number>,
  isPositive: (sample: number) => boolean,
): number {
  let sum = 0
  for (let sample = 0; sample < probabilities.length; sample++)
    sum += (probabilities[sample]! - Number(isPositive(sample))) ** 2
  return sum / probabilities.length
}

/** Mean over samples of the sum over all classes of (p - y)^2 (`brier-sum`, Brier 1950). */
export function brierSum({ truth, probabilities, classes }: ClassProbabilities): number {
  let sum = 0
  for (let sample = 0; sample < truth.length; sample++)
    for (let place = 0; place < classes; place++)
      sum += (probabilities[sample * classes + place]! - Number(truth[sample] === place)) ** 2
  return sum / truth.length
}

const smallest = 1e-15

/** Mean of -ln p of the true class, p kept within [1e-15, 1 - 1e-15]. */
export function logLoss({ truth, probabilities, classes }: ClassProbabilities): number {
  let sum = 0
  for (let sample = 0; sample < truth.length; sample++) {
    const p = probabilities[sample * classes + truth[sample]!]!
    sum -= Math.log(Math.min(1 - smallest, Math.max(smallest, p)))
  }
  return sum / truth.length
}

/** The same of two classes, from the probability of the positive one: kept within the bounds before 1 - p is taken. */
export function logLossBinary(
  probabilities: ArrayLike<number>,
  isPositive: (sample: number) => boolean,
): number {
  let sum = 0
  for (let sample = 0; sample < probabilities.length; sample++) {
    const p = Math.min(1 - smallest, Math.max(smallest, probabilities[sample]!))
    sum -= Math.log(isPositive(sample) ? p : 1 - p)
  }
  return sum / probabilities.length
}

export interface CalibrationErrors {
  /** Mean over samples of |share that came true - mean probability| of their bin. */
  readonly expected: number
  /** The largest of these gaps. */
  readonly largest: number
}

/**
 * `bins` of equal width, each (l, u]; a probability of 0 belongs to the first. TouchstoneError 'bad-options'
 * for a probability outside [0, 1].
 */
export function calibrationErrors(
  probabilities: ArrayLike<number>,
  cameTrue: (sample: number) => boolean,
  bins: number,
): CalibrationErrors {
  const counts = new Float64Array(bins)
  const sums = new Float64Array(bins)
  const hits = new Float64Array(bins)
  for (let sample = 0; sample < probabilities.length; sample++) {
    const p = probabilities[sample]!
    const bin = binOf(p, bins, sample)
    counts[bin]! += 1
    sums[bin]! += p
    hits[bin]! += Number(cameTrue(sample))
  }
  let [expected, largest] = [0, 0]
  for (let bin = 0; bin < bins; bin++) {
    if (counts[bin] === 0) continue
    const gap = Math.abs(hits[bin]! - sums[bin]!) / counts[bin]!
    expected += (gap * counts[bin]!) / probabilities.length
    largest = Math.max(largest, gap)
  }
  return { expected, largest }
}

/** Of the highest probability of each sample and whether its class is the true one (Guo et al. 2017). */
export function topLabelCalibration(data: ClassProbabilities, bins: number): CalibrationErrors {
  const predicted = mostProbable(data)
  const { truth, probabilities, classes } = data
  const highest = Float64Array.from(
    predicted,
    (place, sample) => probabilities[sample * classes + place]!,
  )
  return calibrationErrors(highest, (sample) => predicted[sample] === truth[sample], bins)
}

/** Mean over classes of the expected error of each against all others. */
export function classwiseCalibration(data: ClassProbabilities, bins: number): number {
  const { truth, probabilities, classes } = data
  let sum = 0
  for (let place = 0; place < classes; place++) {
    const own = Float64Array.from(
      { length: truth.length },
      (_, sample) => probabilities[sample * classes + place]!,
    )
    sum += calibrationErrors(own, (sample) => truth[sample] === place, bins).expected
  }
  return sum / classes
}

/** Place of the highest probability of each sample, the first of equal ones. */
export function mostProbable({ truth, probabilities, classes }: ClassProbabilities): number[] {
  return Array.from({ length: truth.length }, (_, sample) => {
    let best = 0
    for (let place = 1; place < classes; place++)
      if (probabilities[sample * classes + place]! > probabilities[sample * classes + best]!)
        best = place
    return best
  })
}

function binOf(p: number, bins: number, sample: number): number {
  if (!(p >= 0 && p <= 1)) {
    throw new TouchstoneError(
      'bad-options',
      `The probability of sample ${sample} is ${p}; probabilities lie between 0 and 1.`,
    )
  }
  let bin = Math.min(bins - 1, Math.max(0, Math.ceil(p * bins) - 1))
  // rounding of p * bins must not move a value across the edge it lies on
  if (bin > 0 && p <= bin / bins) bin--
  else if (bin + 1 < bins && p > (bin + 1) / bins) bin++
  return bin
}
