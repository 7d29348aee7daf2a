/** How much of one image's gray values the other tells, whatever the relation of their scales (Studholme 1999). */
import type { Score } from '../../../contract/words.ts'
import { requireSameLength, type Pixels } from './image-pair.ts'

/**
 * (H(T) + H(P)) / H(T, P) from a joint histogram of `bins` equal bins per image, as scikit-image
 * `normalized_mutual_information`: 1 for independent images, 2 for a one-to-one relation. Undefined where both
 * are constant.
 */
export function normalisedMutualInformation(truth: Pixels, prediction: Pixels, bins = 100): Score {
  requireSameLength(truth, prediction)
  const [ofTruth, ofPrediction] = [binsOf(truth, bins), binsOf(prediction, bins)]
  const joint = new Float64Array(bins * bins)
  const [t, p] = [new Float64Array(bins), new Float64Array(bins)]
  for (let i = 0; i < truth.length; i++) {
    const [row, column] = [ofTruth(truth[i]!), ofPrediction(prediction[i]!)]
    joint[row * bins + column]!++
    t[row]!++
    p[column]!++
  }
  const together = entropy(joint, truth.length)
  if (together === 0) return { undefined: 'constant-image' }
  return { value: (entropy(t, truth.length) + entropy(p, truth.length)) / together }
}

/** Equal bins from the smallest to the largest value, [l, u) and the last [l, u], edges as numpy rounds them. */
function binsOf(pixels: Pixels, bins: number): (value: number) => number {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < pixels.length; i++) {
    low = Math.min(low, pixels[i]!)
    high = Math.max(high, pixels[i]!)
  }
  if (low === high) [low, high] = [low - 0.5, high + 0.5]
  const step = (high - low) / bins
  const edge = (bin: number): number => (bin === bins ? high : bin * step + low)
  return (value) => {
    let bin = Math.min(bins - 1, Math.floor((value - low) / step))
    if (bin > 0 && value < edge(bin)) bin--
    else if (bin < bins - 1 && value >= edge(bin + 1)) bin++
    return bin
  }
}

function entropy(counts: Float64Array, total: number): number {
  let sum = 0
  for (const count of counts) if (count > 0) sum -= (count / total) * Math.log(count / total)
  return sum
}
