/**
 * Whether a value of ours agrees with an expected entry of a reference collection: |a - b| <= abs + rel |b|,
 * NaN equals NaN and our undefined, `recommended` may stand for `value` (rules of the collection's README).
 */
import type { Json } from '../contract/words.ts'
import type {
  ExpectedEntry,
  ReferenceArrays,
  ReferenceCase,
} from '../core/metrics/selftest/reference-case.ts'

interface Tolerance {
  readonly abs: number
  readonly rel: number
}

export type ReadArray = (file: string) => Promise<ReferenceArrays[string]>

export async function agrees(
  actual: Json,
  expected: ExpectedEntry,
  reference: ReferenceCase,
  readArray: ReadArray,
): Promise<boolean> {
  if (expected['order_dependent'] === true) return true
  const tolerance = toleranceOf(expected['tolerance'] ?? reference.tolerance)
  const raises = 'raises' in expected
  if (!raises && (await same(actual, expected['value'], tolerance, readArray))) return true
  if (
    'recommended' in expected &&
    (await same(actual, expected['recommended'], tolerance, readArray))
  )
    return true
  return (
    raises &&
    !('recommended' in expected) &&
    (isUndefined(actual) || Number.isNaN(asNumber(actual)))
  )
}

async function same(
  actual: Json | undefined,
  expected: Json | undefined,
  tolerance: Tolerance,
  readArray: ReadArray,
): Promise<boolean> {
  if (isObject(expected) && typeof expected['file'] === 'string') {
    const { data } = await readArray(expected['file'])
    const numbers = flat(actual)
    return (
      numbers.length === data.length &&
      numbers.every((value, index) => close(value, Number(data[index]), tolerance))
    )
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false
    for (const [index, value] of (expected as readonly Json[]).entries())
      if (!(await same((actual as readonly Json[])[index], value, tolerance, readArray)))
        return false
    return true
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return false
    for (const [key, value] of Object.entries(expected))
      if (!(await same(actual[key], value, tolerance, readArray))) return false
    return true
  }
  return close(
    isObject(actual) && 'value' in actual ? actual['value'] : actual,
    expected,
    tolerance,
  )
}

function close(
  actual: Json | undefined,
  expected: Json | undefined,
  { abs, rel }: Tolerance,
): boolean {
  const b = asNumber(expected)
  const a = asNumber(actual)
  if (Number.isNaN(b)) return actual !== undefined && (Number.isNaN(a) || isUndefined(actual))
  if (typeof b !== 'number') return a === b
  if (!Number.isFinite(b)) return a === b
  return typeof a === 'number' && Math.abs(a - b) <= abs + rel * Math.abs(b)
}

/** `"NaN"`, `"Infinity"` and `"-Infinity"` are numbers; null stands for a value that does not exist. */
function asNumber(value: Json | undefined): Json | undefined {
  if (value === 'NaN' || value === null) return NaN
  if (value === 'Infinity') return Infinity
  if (value === '-Infinity') return -Infinity
  return value
}

function flat(value: Json | undefined): readonly Json[] {
  return Array.isArray(value)
    ? (value as readonly Json[]).flatMap(flat)
    : value === undefined
      ? []
      : [value]
}

function isUndefined(value: Json | undefined): boolean {
  return isObject(value) && 'undefined' in value
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toleranceOf(value: unknown): Tolerance {
  const { abs = 0, rel = 0 } = (value ?? {}) as Partial<Tolerance>
  return { abs, rel }
}
