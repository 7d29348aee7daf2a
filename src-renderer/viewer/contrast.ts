/** The display limits that all intensity panes share. Pure. */
import type { PlaneStatistics } from '../../src-main/contract/images.ts'

/** Pixel values shown as black and as white. */
export interface Limits {
  readonly lower: number
  readonly upper: number
}

export interface Contrast extends Limits {
  /** How the limits were chosen, in words. */
  readonly rule: string
}

/** The core's limits of a plane; a plane of one value gets a range around it. */
export function automaticContrast(statistics: PlaneStatistics, where: string): Contrast {
  const { lower, upper, rule } = statistics
  return { ...ordered(lower, upper), rule: `${rule}, ${where}` }
}

/** How limits follow from a plane's values; the first is ImageJ's. */
export const contrastRules = {
  saturated: '0.35 % saturated',
  full: 'min to max',
  wide: '0.1 to 99.9 %',
  narrow: '1 to 99 %',
} as const
export type ContrastRule = keyof typeof contrastRules

/** Limits of a plane by the rule that is chosen; the rule and where the values come from stand in words. */
export function contrastBy(
  statistics: PlaneStatistics,
  rule: ContrastRule,
  where: string,
): Contrast {
  if (rule === 'saturated') return automaticContrast(statistics, where)
  const { min, max, sampling } = statistics
  const sample = sampling === 'sampled' ? ', sampled' : ''
  const words = `${contrastRules[rule]}${sample}, ${where}`
  if (rule === 'full') return { ...ordered(min, max), rule: words }
  const edge = rule === 'wide' ? 0.1 : 1
  const at = (percent: number) =>
    statistics.percentiles.find((one) => Math.abs(one.percent - percent) < 1e-6)?.value
  return { ...ordered(at(edge) ?? min, at(100 - edge) ?? max), rule: words }
}

/** Until statistics are known, or where they cannot be read: all that the pixel type can hold. */
export function wholeRange(dtype: string): Contrast {
  const bits = Number(/\d+$/.exec(dtype)?.[0] ?? 1)
  const signed = dtype.startsWith('int')
  const rule = 'all that the pixel type can hold'
  if (dtype.startsWith('float')) return { lower: 0, upper: 1, rule: '0 to 1' }
  return {
    lower: signed ? -(2 ** (bits - 1)) : 0,
    upper: 2 ** (signed ? bits - 1 : bits) - 1,
    rule,
  }
}

/** Limits as typed; swapped where needed, never empty. */
export function manualContrast(lower: number, upper: number): Contrast {
  return { ...ordered(Math.min(lower, upper), Math.max(lower, upper)), rule: 'set by hand' }
}

/** Differences beyond this have the strongest colour: an eighth of what contrast spans, for residues are small. */
export function differenceLimit(limits: Limits): number {
  return (limits.upper - limits.lower) / 8
}

/** Of one pane: a difference around zero, a map from 0 up, any other image as all are shown. */
export function shownLimits(
  image: {
    readonly mode: string
    readonly scale?: 'unit' | 'squared'
    readonly limits?: Limits
  },
  limits: Limits,
  largestDifference: number,
): Limits {
  if (image.mode === 'difference') return { lower: 0, upper: largestDifference }
  if (image.scale === 'unit') return { lower: 0, upper: 1 }
  return image.scale === 'squared'
    ? { lower: 0, upper: largestDifference ** 2 }
    : (image.limits ?? limits)
}

function ordered(lower: number, upper: number): Limits {
  if (upper > lower) return { lower, upper }
  const half = Math.max(0.5, Math.abs(lower) * 1e-6)
  return { lower: lower - half, upper: upper + half }
}
