/**
 * One case of a reference folder: our values, each judged against the expected one. Whatever goes wrong is
 * the verdict of this case, never the end of the others.
 */
import type { SelftestValue } from '../contract/selftest.ts'
import type { Json } from '../contract/words.ts'
import { messageOf, TouchstoneError } from '../core/errors.ts'
import {
  relatedCases,
  type ExpectedEntry,
  type ReferenceArray,
  type ReferenceArrays,
  type ReferenceCase,
} from '../core/metrics/selftest/reference-case.ts'
import { readArray, readArrays } from './read-reference.ts'
import { sameObjects } from './same-objects.ts'
import {
  compareValues,
  isObject,
  isUndefinedScore,
  type Agreement,
  type Tolerance,
} from './selftest-agreement.ts'
import { selftestKind } from './selftest-kinds.ts'
import { showArray, showValue } from './show-value.ts'

export interface CaseOrder {
  readonly folder: string
  readonly reference: ReferenceCase
  /** Cases whose arrays this one pools. */
  readonly related: readonly ReferenceCase[]
}

export interface JudgedCase {
  /** As they are printed: JSON, with words for NaN and infinities. */
  readonly values: Readonly<Record<string, Json>>
  readonly verdicts: readonly SelftestValue[]
}

export async function judgeCase(order: CaseOrder): Promise<JudgedCase> {
  const { reference } = order
  const values = await valuesOf(order)
  const verdicts: SelftestValue[] = []
  for (const [name, expected] of Object.entries(reference.expected)) {
    const ours = values.get(name)
    try {
      verdicts.push(await judge(order, name, expected, ours))
    } catch (error) {
      verdicts.push(verdictOn(order, name, expected, ours, { reason: messageOf(error) }))
    }
  }
  return { values: Object.fromEntries(values), verdicts }
}

/** A case that breaks our code is a failure of every value in it, never a silent gap. */
async function valuesOf({
  folder,
  reference,
  related,
}: CaseOrder): Promise<ReadonlyMap<string, Json>> {
  const evaluate = selftestKind(reference.kind)
  if (!evaluate) return new Map()
  try {
    const arrays: Record<string, ReferenceArrays> = {}
    for (const id of relatedCases(reference)) {
      const other = related.find((candidate) => candidate.id === id)
      if (other) arrays[id] = await readArrays(folder, other)
    }
    const values = evaluate(await readArrays(folder, reference), reference, arrays)
    const own = Object.keys(reference.expected).filter((name) => Object.hasOwn(values, name))
    return new Map(own.map((name) => [name, portable(values[name]!)]))
  } catch (error) {
    const failure = { error: sentenceOf(error) }
    return new Map(Object.keys(reference.expected).map((name) => [name, failure]))
  }
}

/** Of an error that is not ours, what broke is named: its text alone speaks of our code. */
function sentenceOf(error: unknown): string {
  return error instanceof TouchstoneError
    ? error.message
    : `The case cannot be computed from its arrays (${messageOf(error)}).`
}

/** JSON and nothing else: it has no NaN and no infinities, which become words. */
function portable(value: Json): Json {
  return JSON.parse(
    JSON.stringify(value, (_, entry: unknown) =>
      typeof entry === 'number' && !Number.isFinite(entry) ? String(entry) : entry,
    ) ?? 'null',
  ) as Json
}

interface Found {
  readonly agrees?: boolean
  readonly judgedBy?: SelftestValue['judgedBy']
  readonly agreement?: Agreement
  readonly reason?: string | null
  readonly stored?: ReferenceArray
}

async function judge(
  order: CaseOrder,
  name: string,
  expected: ExpectedEntry,
  ours: Json | undefined,
): Promise<SelftestValue> {
  const verdict = (found: Found): SelftestValue => verdictOn(order, name, expected, ours, found)
  if (ours === undefined) return verdict({})
  if (isObject(ours) && typeof ours['error'] === 'string') return verdict({})
  const read = (file: string): Promise<ReferenceArray> => readArray(order.folder, file)
  const reference = expected['value']
  const stored =
    isObject(reference) && typeof reference['file'] === 'string'
      ? await read(reference['file'])
      : undefined
  if (expected['order_dependent'] === true)
    return verdict({
      agrees: true,
      reason: 'Exact ties make this value depend on the order of ids; it is not compared.',
      ...(stored ? { stored } : {}),
    })
  if (isDecodedLabels(order.reference.kind, name))
    return verdict({
      ...sameObjects(ours, stored ?? asArray(reference)),
      judgedBy: 'value',
      ...(stored ? { stored } : {}),
    })
  const raises = 'raises' in expected
  const compare = (other: Json | undefined): Promise<Agreement> =>
    compareValues(ours, other, toleranceOf(expected, order.reference), (file) =>
      stored ? Promise.resolve(stored) : read(file),
    )
  const byValue = raises ? null : await compare(reference)
  const shown = stored ? { stored } : {}
  if (byValue?.agrees) return verdict({ ...shown, agreement: byValue, judgedBy: 'value' })
  if ('recommended' in expected) {
    const agreement = await compareValues(
      ours,
      expected['recommended'],
      toleranceOf(expected, order.reference),
      read,
    )
    if (agreement.agrees || byValue === null)
      return verdict({ ...shown, agreement, judgedBy: 'recommended' })
  } else if (raises)
    return verdict({
      agrees: isUndefinedScore(ours) || ours === 'NaN',
      reason: 'The reference raises instead of answering; undefined is right.',
    })
  return verdict({ ...shown, ...(byValue ? { agreement: byValue } : {}), judgedBy: 'value' })
}

function verdictOn(
  { reference: { id, kind, ...reference } }: CaseOrder,
  name: string,
  expected: ExpectedEntry,
  ours: Json | undefined,
  { agreement, stored, ...found }: Found,
): SelftestValue {
  const agrees = found.agrees ?? agreement?.agrees ?? false
  const raises = expected['raises']
  return {
    case: id,
    about: aboutCase(reference),
    kind,
    name,
    verdict: ours === undefined ? 'not-supported' : agrees ? 'agrees' : 'differs',
    optional: expected.optional === true,
    ours: ours === undefined ? null : showValue(askedFields(ours, expected['value'])),
    reference:
      'raises' in expected
        ? null
        : stored
          ? showArray(stored)
          : showValue(expected['value'] ?? null),
    raises: 'raises' in expected ? textOf(raises) : null,
    recommended: 'recommended' in expected ? showValue(expected['recommended'] ?? null) : null,
    judgedBy: found.judgedBy ?? null,
    tolerance: toleranceOf(expected, reference),
    difference:
      agreement === undefined || agreement.largest === null
        ? null
        : {
            largest: Number.isFinite(agreement.largest) ? agreement.largest : 'Infinity',
            at: agreement.at,
            compared: agreement.compared,
            beyond: agreement.beyond,
          },
    reason: reasonOf(kind, ours, found.reason ?? agreement?.mismatch ?? null),
    source: textOf(expected['source']),
    note: expected['note'] === undefined ? null : textOf(expected['note']),
  }
}

export function aboutCase({ description }: Readonly<Record<string, unknown>>): string {
  return typeof description === 'string' ? description.slice(0, 300) : ''
}

/** Of a table only what the reference has too: that is what is compared. */
function askedFields(ours: Json, reference: Json | undefined): Json {
  if (!isObject(ours) || !isObject(reference) || isUndefinedScore(ours)) return ours
  const names = Object.keys(reference).filter((name) => Object.hasOwn(ours, name))
  return names.length === 0
    ? ours
    : Object.fromEntries(names.map((name) => [name, ours[name]!] as const))
}

function reasonOf(kind: string, ours: Json | undefined, reason: string | null): string | null {
  if (ours !== undefined) return reason
  return selftestKind(kind) === undefined
    ? `Cases of kind ${kind} are not computed here.`
    : 'This value is not computed here.'
}

function isDecodedLabels(kind: string, name: string): boolean {
  return kind.startsWith('decode') && name.startsWith('labels') && !name.includes('against_truth')
}

function asArray(value: Json | undefined): ReferenceArray {
  const data = Array.isArray(value) ? (value as readonly Json[]).flat(Infinity as 20) : []
  return { shape: [data.length], data: Float64Array.from(data, Number) }
}

function toleranceOf(
  expected: ExpectedEntry,
  { tolerance }: { readonly tolerance?: Json },
): Tolerance {
  const given = expected['tolerance'] ?? tolerance
  const part = (name: string): number => {
    const value = isObject(given) ? given[name] : 0
    return typeof value === 'number' && value >= 0 ? value : 0
  }
  return { abs: part('abs'), rel: part('rel') }
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 600)
}
