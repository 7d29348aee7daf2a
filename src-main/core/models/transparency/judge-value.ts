/** Is a value of a description there, is it more than boilerplate, and is it specific? */
import { isBoilerplate } from './boilerplate.ts'

export interface Judged {
  /** 0 absent, 1 present, 2 present and checked. */
  readonly points: 0 | 1 | 2
  /** As it stands there, shortened. */
  readonly quote: string
  /** Why there are no points, or what was checked. */
  readonly note: string
}

export const absent: Judged = { points: 0, quote: '', note: 'not stated' }

/** What is said in these many characters or more is taken to be specific. */
const specificLength = 40
const longestQuote = 300

/** Null for nothing, boilerplate, and lists or maps of nothing else. */
export function substance(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return isBoilerplate(value) ? null : value.trim()
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) {
    const kept = value.map(substance).filter((one) => one !== null)
    return kept.length === 0 ? null : kept
  }
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object') return null
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, substance(inner)] as const)
    .filter(([, inner]) => inner !== null)
  return kept.length === 0 ? null : Object.fromEntries(kept)
}

export function quoteOf(value: unknown): string {
  const line = readable(value).replaceAll(/\s+/g, ' ').trim()
  return line.length > longestQuote ? `${line.slice(0, longestQuote - 1)}…` : line
}

/** Lists and maps as a person would write them: `name: A. Author, orcid: 0000-…; name: B. Author`. */
function readable(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) {
    const parts = value.map(readable).filter((part) => part !== '')
    return parts.join(value.some((one) => typeof one === 'object') ? '; ' : ', ')
  }
  if (typeof value !== 'object') return JSON.stringify(value) ?? ''
  return Object.entries(value)
    .map(([key, inner]) => [key, readable(inner)] as const)
    .filter(([, text]) => text !== '')
    .map(([key, text]) => `${key}: ${text}`)
    .join(', ')
}

/** `isChecked` judges what is left of the value without boilerplate; `checked` says what was looked at. */
export function judge(
  value: unknown,
  checked: string,
  isChecked: (value: unknown) => boolean,
): Judged {
  const kept = substance(value)
  if (kept === null) {
    const isEmpty = value === null || value === undefined || quoteOf(value) === ''
    return isEmpty
      ? absent
      : { points: 0, quote: '', note: `says nothing of its own: ${quoteOf(value)}` }
  }
  const points = isChecked(kept) ? 2 : 1
  return { points, quote: quoteOf(kept), note: points === 2 ? checked : 'stated' }
}

/** A text long enough to be about this model, a number above zero, or a list or map with content. */
export function isSpecific(value: unknown): boolean {
  if (typeof value === 'number') return value > 0
  if (typeof value === 'string') return value.length >= specificLength || hasNumberWithUnit(value)
  return typeof value === 'object' && value !== null
}

export function hasNumberWithUnit(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    (typeof value === 'string' && /\d\s*(%|[a-zµ]{1,12}\b)/i.test(value))
  )
}
