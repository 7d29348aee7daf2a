/** Numbers as a person reads them: a metric's digits, true minus signs, words for infinities. */
import type { Real } from '../../src-main/contract/words.ts'

export function formatReal(value: Real, digits: number): string {
  if (value === 'Infinity') return '∞'
  if (value === '-Infinity') return '−∞'
  // A rounded -0.00 would claim a direction that is not there.
  const text = value.toFixed(digits)
  const bare = Number(text) === 0 ? text.replace('-', '') : text
  return bare.replace('-', '−')
}

/** Signed with an explicit plus, for differences. */
export function formatDifference(value: number, digits: number): string {
  const text = formatReal(value, digits)
  return value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${text}` : text
}

/** `[0.88, 0.93]`; null bounds are dashes. */
export function formatInterval(lower: Real | null, upper: Real | null, digits: number): string {
  const side = (bound: Real | null) => (bound === null ? '–' : formatReal(bound, digits))
  return `[${side(lower)}, ${side(upper)}]`
}

export function formatP(p: number): string {
  if (p < 0.001) return '< 0.001'
  return p.toFixed(3)
}

/** A real number to draw with, null where infinite. */
export function finite(value: Real | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** To compare and sort by: infinities at the ends. */
export function comparable(value: Real): number {
  if (value === 'Infinity') return Infinity
  if (value === '-Infinity') return -Infinity
  return value
}

/** Whole numbers exact, others to `digits` significant digits, without trailing zeros or exponents for everyday sizes. */
export function formatValue(value: number, digits = 6): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  if (Number.isInteger(value)) return String(value).replace('-', '−')
  return String(Number(value.toPrecision(digits))).replace('-', '−')
}

/** `100 000`: groups of three from five digits on, so that large sizes can be read. */
export function formatCount(count: number): string {
  const text = String(count)
  return count < 10_000 ? text : text.replace(/\B(?=(\d{3})+$)/g, '\u202f')
}

/** `37 %`, and with digits where it is little: `0.93 %`. */
export function formatPercent(share: number): string {
  const percent = share * 100
  return `${percent >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))} %`
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
