/**
 * Whether a value of ours agrees with an expected one of a reference collection: |a - b| <= abs + rel |b|,
 * NaN equals NaN and our undefined (rules of the collection's README); and by how much they differ.
 */
import type { Json } from '../contract/words.ts'
import type { ReferenceArray } from '../core/metrics/selftest/reference-case.ts'

export interface Tolerance {
  readonly abs: number
  readonly rel: number
}

export interface Agreement {
  readonly agrees: boolean
  /** Numbers that both sides have. */
  readonly compared: number
  /** Of these, those outside the tolerance. */
  readonly beyond: number
  /** Largest |a - b|, Infinity where one side is not finite; null where no number was compared. */
  readonly largest: number | null
  /** Where it is, for instance `tp[3]`. */
  readonly at: string
  /** The first difference that no number tells: a length, a missing field, a word. */
  readonly mismatch: string | null
}

export type ReadArray = (file: string) => Promise<ReferenceArray>

/** An expected `{ file }` is read; anything else is compared as it stands. */
export async function compareValues(
  actual: Json,
  expected: Json | undefined,
  tolerance: Tolerance,
  readArray: ReadArray,
): Promise<Agreement> {
  const tally = new Tally(tolerance)
  if (isObject(expected) && typeof expected['file'] === 'string')
    compareStored(actual, await readArray(expected['file']), tally)
  else compare(actual, expected, '', tally)
  return tally.agreement()
}

class Tally {
  private compared = 0
  private beyond = 0
  private largest: number | null = null
  private at = ''
  private mismatch: string | null = null
  private readonly tolerance: Tolerance

  constructor(tolerance: Tolerance) {
    this.tolerance = tolerance
  }

  differ(what: string): void {
    this.mismatch ??= what
  }

  numbers(a: number, b: number, at: string): void {
    this.compared++
    const same = Object.is(a, b) || a === b
    const difference = same ? 0 : Number.isFinite(a - b) ? Math.abs(a - b) : Infinity
    const { abs, rel } = this.tolerance
    const within = same || (Number.isFinite(b) && difference <= abs + rel * Math.abs(b))
    if (!within) this.beyond++
    if (this.largest !== null && difference <= this.largest) return
    this.largest = difference
    this.at = at
  }

  agreement(): Agreement {
    const { compared, beyond, largest, at, mismatch } = this
    return { agrees: beyond === 0 && mismatch === null, compared, beyond, largest, at, mismatch }
  }
}

/** An array of the collection against lists of any depth: C order, whatever the nesting. */
function compareStored(actual: Json, { data }: ReferenceArray, tally: Tally): void {
  const numbers = flat(actual)
  if (numbers.length !== data.length) {
    tally.differ(`${numbers.length} values, and the reference has ${data.length}`)
    return
  }
  for (const [index, value] of numbers.entries())
    compareLeaf(value, asWord(Number(data[index])), `[${index}]`, tally)
}

function compare(
  actual: Json | undefined,
  expected: Json | undefined,
  at: string,
  tally: Tally,
): void {
  if (Array.isArray(expected)) {
    const list = expected as readonly Json[]
    if (!Array.isArray(actual)) tally.differ(`${at || 'the value'} is no list`)
    else if (actual.length !== list.length)
      tally.differ(
        `${at || 'the list'} has ${actual.length} entries, and the reference has ${list.length}`,
      )
    else
      for (const [index, value] of list.entries())
        compare((actual as readonly Json[])[index], value, `${at}[${index}]`, tally)
  } else if (isObject(expected)) {
    for (const [key, value] of Object.entries(expected))
      if (isObject(actual) && Object.hasOwn(actual, key))
        compare(actual[key], value, at === '' ? key : `${at}.${key}`, tally)
      else tally.differ(`${at === '' ? key : `${at}.${key}`} is missing`)
  } else compareLeaf(actual, expected, at, tally)
}

function compareLeaf(
  given: Json | undefined,
  expected: Json | undefined,
  at: string,
  tally: Tally,
): void {
  const actual = isObject(given) && Object.hasOwn(given, 'value') ? given['value'] : given
  const b = asNumber(expected)
  const a = asNumber(actual)
  if (typeof b === 'number') {
    if (typeof a === 'number') tally.numbers(a, b, at)
    else if (Number.isNaN(b) && isUndefinedScore(actual)) tally.numbers(NaN, NaN, at)
    else tally.differ(`${at || 'the value'} is no number`)
  } else if (a !== b)
    tally.differ(`${at || 'the value'} is ${JSON.stringify(a)} instead of ${JSON.stringify(b)}`)
}

/** `"NaN"`, `"Infinity"` and `"-Infinity"` are numbers; null stands for a value that does not exist. */
function asNumber(value: Json | undefined): Json | undefined {
  if (value === 'NaN' || value === null) return NaN
  if (value === 'Infinity') return Infinity
  if (value === '-Infinity') return -Infinity
  return value
}

function asWord(value: number): Json {
  return Number.isFinite(value) ? value : String(value)
}

function flat(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]).flat(Infinity as 20) : [value]
}

export function isUndefinedScore(value: Json | undefined): boolean {
  return isObject(value) && Object.hasOwn(value, 'undefined')
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
