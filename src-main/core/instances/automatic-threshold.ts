/**
 * Threshold for a foreground probability when none was set: one half, or Otsu's threshold of the log-odds
 * where that is higher. Networks on images unlike their training often give halos of 0.5 to 0.95 around
 * objects near 1; log-odds spread the two apart, and Otsu finds the gap. Never below one half, so an image
 * without objects stays empty.
 */
import { TouchstoneError } from '../errors.ts'
import { otsuThreshold } from './otsu.ts'

const lowest = 0.5
/** Probabilities are kept this far from 0 and 1; float32 resolves no more near 1. */
const margin = 1e-7

/** Throws `tool-invalid` for values that are no probabilities, `image-not-finite` for NaN. */
export function automaticThreshold(probability: ArrayLike<number>): number {
  const logOdds = new Float64Array(probability.length)
  for (let i = 0; i < logOdds.length; i++) {
    const value = probability[i]!
    if (value < 0 || value > 1) {
      throw new TouchstoneError(
        'tool-invalid',
        `The model's output has the value ${value} at pixel ${i}, so it is no probability from 0 to 1, and no threshold can be assumed. Set a decoding with its threshold.`,
      )
    }
    const inside = Math.min(1 - margin, Math.max(margin, value))
    logOdds[i] = Math.log(inside / (1 - inside))
  }
  const odds = Math.exp(otsuThreshold(logOdds, 'real'))
  return Math.max(lowest, odds / (1 + odds))
}
