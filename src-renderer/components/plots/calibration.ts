/** Do probabilities come true? Of the class that a tool named, in bins of what it said of itself. */
import type { Classification } from '../../../src-main/contract/confusion.ts'

/** One named class with the probability that the tool gave it. */
export interface Said {
  readonly caseId: string
  readonly probability: number
  readonly isTrue: boolean
}

/** A bin (from, to]; a probability of 0 belongs to the first, as in the metric `ece`. */
export interface CalibrationBin {
  readonly from: number
  readonly to: number
  readonly n: number
  readonly meanProbability: number
  /** Share of the bin's images that are of the class named, with its Wilson interval (1927) of 95 %. */
  readonly share: number
  readonly lower: number
  readonly upper: number
}

export interface Calibration {
  readonly said: readonly Said[]
  /** Bins without images are left out. */
  readonly bins: readonly CalibrationBin[]
  /** Images named without a probability between 0 and 1. */
  readonly left: number
}

const binCount = 10
const z = 1.959963984540054 // normal quantile of 0.975

/** Null where the tool gave no image a probability. */
export function calibrationOf(classification: Classification, tool: string): Calibration | null {
  const named = Object.entries(classification.predictions[tool] ?? {}).filter(([caseId]) =>
    Object.hasOwn(classification.truth, caseId),
  )
  const said = named.flatMap(([caseId, { class: name, probability }]) =>
    probability !== null && probability >= 0 && probability <= 1
      ? [{ caseId, probability, isTrue: classification.truth[caseId] === name }]
      : [],
  )
  if (said.length === 0) return null
  const bins = Array.from({ length: binCount }, (_, index) => {
    const own = said.filter(({ probability }) => binOf(probability) === index)
    return own.length === 0 ? [] : [summary(own, index)]
  }).flat()
  return { said, bins, left: named.length - said.length }
}

function binOf(probability: number): number {
  return Math.max(0, Math.ceil(probability * binCount) - 1)
}

function summary(own: readonly Said[], index: number): CalibrationBin {
  const n = own.length
  const hits = own.filter(({ isTrue }) => isTrue).length
  const centre = (hits + (z * z) / 2) / (n + z * z)
  const half = (z / (n + z * z)) * Math.sqrt((hits * (n - hits)) / n + (z * z) / 4)
  return {
    from: index / binCount,
    to: (index + 1) / binCount,
    n,
    meanProbability: own.reduce((sum, { probability }) => sum + probability, 0) / n,
    share: hits / n,
    // exact at the ends, where centre and half are equal but for rounding
    lower: hits === 0 ? 0 : centre - half,
    upper: hits === n ? 1 : centre + half,
  }
}
