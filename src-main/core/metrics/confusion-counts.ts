/** Pixels of two masks counted by agreement. Foreground is any value other than 0. */
import type { Mask } from '../images/types.ts'
import { requireSameShape } from './require-same-shape.ts'

export interface ConfusionCounts {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
}

export function confusionCounts(truth: Mask, prediction: Mask): ConfusionCounts {
  requireSameShape(truth, prediction)
  const t = truth.data
  const p = prediction.data
  let truthPixels = 0
  let predictionPixels = 0
  let both = 0
  for (let i = 0; i < t.length; i++) {
    const inTruth = t[i]! === 0 ? 0 : 1
    const inPrediction = p[i]! === 0 ? 0 : 1
    truthPixels += inTruth
    predictionPixels += inPrediction
    both += inTruth & inPrediction
  }
  return {
    truePositives: both,
    falsePositives: predictionPixels - both,
    falseNegatives: truthPixels - both,
    trueNegatives: t.length - truthPixels - predictionPixels + both,
  }
}
