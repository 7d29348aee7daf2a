/** A value of a self-test as it is shown: long arrays and tables are shortened to how they begin. */
import type { ShownValue } from '../contract/selftest.ts'
import type { Json } from '../contract/words.ts'
import type { ReferenceArray } from '../core/metrics/selftest/reference-case.ts'
import { isObject } from './selftest-agreement.ts'

/** Characters of a text that is shown. */
const mostCharacters = 120
/** Elements that are looked at for the beginning of an array. */
const mostElements = 12

export function showValue(value: Json): ShownValue {
  if (typeof value === 'number')
    return { as: 'number', value: Number.isFinite(value) ? value : word(value) }
  if (value === 'NaN' || value === null) return { as: 'number', value: 'NaN' }
  if (value === 'Infinity' || value === '-Infinity') return { as: 'number', value }
  if (isObject(value)) {
    if (typeof value['undefined'] === 'string')
      return { as: 'undefined', reason: value['undefined'] }
    if (typeof value['error'] === 'string') return { as: 'error', message: value['error'] }
    if (typeof value['value'] === 'number') return showValue(value['value'])
  }
  if (Array.isArray(value)) {
    const first = beginning(value as readonly Json[])
    const count = countNumbers(value as readonly Json[])
    if (count > mostElements || first.length > mostCharacters)
      return { as: 'array', count, text: shortened(first) }
    return { as: 'text', text: first }
  }
  return { as: 'text', text: shortened(plain(value)) }
}

export function showArray({ data }: ReferenceArray): ShownValue {
  const first = Array.from({ length: Math.min(mostElements, data.length) }, (_, index) =>
    String(data[index]),
  )
  return { as: 'array', count: data.length, text: shortened(`[${first.join(', ')}, …]`) }
}

/** JSON without quotation marks, of the first elements only. */
function beginning(list: readonly Json[]): string {
  const shown = list.slice(0, mostElements).map(plain)
  return `[${shown.join(', ')}${list.length > mostElements ? ', …' : ''}]`
}

function plain(value: Json): string {
  if (Array.isArray(value)) return beginning(value as readonly Json[])
  if (isObject(value)) {
    const entries = Object.entries(value).slice(0, mostElements)
    return `{${entries.map(([key, entry]) => `${key}: ${plain(entry)}`).join(', ')}}`
  }
  if (typeof value === 'number') return String(Number(value.toPrecision(10)))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function shortened(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}

function countNumbers(list: readonly Json[]): number {
  let count = 0
  for (const entry of list)
    count += Array.isArray(entry) ? countNumbers(entry as readonly Json[]) : 1
  return count
}

function word(value: number): 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? 'Infinity' : '-Infinity'
}
