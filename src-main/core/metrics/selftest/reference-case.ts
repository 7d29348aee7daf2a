/**
 * The cases of a reference folder (`cases.json`; its README explains the fields): only what a kind
 * needs to compute its values. Reading the files is the caller's business.
 */
import type { Json } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'

export interface ExpectedEntry {
  readonly kwargs?: Readonly<Record<string, Json>>
  readonly optional?: boolean
  /** Everything else (value, source, tolerance) is the judge's. */
  readonly [field: string]: Json | undefined
}

export interface ReferenceCase {
  readonly id: string
  readonly kind: string
  /** Name of an input, for instance `gt`, and its path inside the folder. */
  readonly files: Readonly<Record<string, string>>
  readonly dtypes: Readonly<Record<string, string>>
  readonly axes: string | null
  /** Physical size per array axis in array order, null for 1. */
  readonly spacing: readonly number[] | null
  readonly kwargs: Readonly<Record<string, Json>>
  readonly expected: Readonly<Record<string, ExpectedEntry>>
  readonly tolerance?: Json
  /** Of bioimage.io cases: `op`, `target`, `dims`. */
  readonly [field: string]: unknown
}

/** One input as it is stored: numbers (or 64-bit integers) in C order. */
export interface ReferenceArray {
  readonly shape: readonly number[]
  readonly data: ArrayLike<number> | ArrayLike<bigint>
}
export type ReferenceArrays = Readonly<Record<string, ReferenceArray>>

/**
 * Values of one case by expected name. `related` holds the arrays of the cases that `relatedCases`
 * names. Names that are not computed are left out.
 */
export type SelftestKind = (
  arrays: ReferenceArrays,
  reference: ReferenceCase,
  related: Readonly<Record<string, ReferenceArrays>>,
) => Record<string, Json>

/** Cases whose arrays a data-set case pools (`kwargs.images`), in order. */
export function relatedCases(reference: ReferenceCase): readonly string[] {
  const { images } = reference.kwargs
  return Array.isArray(images) ? images.filter((id) => typeof id === 'string') : []
}

/** Checks what was parsed from `cases.json`; `source` names the file in messages. */
export function parseReferenceFolder(json: unknown, source: string): readonly ReferenceCase[] {
  if (!isRecord(json) || !Array.isArray(json.cases))
    throw new TouchstoneError('format-corrupt', `${source} has no list named cases.`)
  return json.cases.map((entry, index) => parseCase(entry, `${source}, case ${index + 1}`))
}

function parseCase(entry: unknown, where: string): ReferenceCase {
  if (!isRecord(entry)) throw corrupt(where, 'is not an object')
  const {
    id,
    kind,
    files = {},
    dtypes = {},
    axes = null,
    spacing = null,
    kwargs = {},
    expected,
  } = entry
  if (typeof id !== 'string' || typeof kind !== 'string') throw corrupt(where, 'has no id or kind')
  if (!isTexts(files) || !isTexts(dtypes))
    throw corrupt(`${where} (${id})`, 'has files or dtypes that are not a table of texts')
  if (!isRecord(kwargs)) throw corrupt(`${where} (${id})`, 'has kwargs that are not an object')
  if (!isRecord(expected)) throw corrupt(`${where} (${id})`, 'has no expected values')
  if (spacing !== null && !isNumbers(spacing))
    throw corrupt(`${where} (${id})`, 'has a spacing that is not a list of numbers')
  // validated just above; the rest of an entry is passed through
  return { ...entry, id, kind, files, dtypes, axes, spacing, kwargs, expected } as ReferenceCase
}

function corrupt(where: string, what: string): TouchstoneError {
  return new TouchstoneError('format-corrupt', `${where} ${what}.`)
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string')
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
