/**
 * Our values for every case of a reference folder: the same functions that score runs. The counts follow
 * the rules of the folder's compare script, except for label images, which that script compares as objects.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Json } from '../contract/words.ts'
import { messageOf, TouchstoneError } from '../core/errors.ts'
import { openFileReader } from '../core/images/file-reader.ts'
import { readNpyHeader } from '../core/images/npy/npy-header.ts'
import { openImage } from '../core/images/open-image.ts'
import { decodingKinds } from '../core/instances/selftest.ts'
import { kinds as metricKinds } from '../core/metrics/selftest/kinds.ts'
import {
  parseReferenceFolder,
  relatedCases,
  type ReferenceArrays,
  type ReferenceCase,
  type SelftestKind,
} from '../core/metrics/selftest/reference-case.ts'
import { bioimageioCase } from '../core/models/selftest.ts'
import { statisticsCase } from '../core/statistics/selftest.ts'
import { agrees } from './selftest-agreement.ts'

const kinds: Partial<Record<string, SelftestKind>> = {
  ...metricKinds,
  ...decodingKinds,
  bioimageio: bioimageioCase,
  statistics: statisticsCase,
}

export interface SelftestResult {
  readonly cases: readonly {
    readonly id: string
    readonly kind: string
    readonly values: Record<string, Json>
  }[]
  readonly passed: number
  readonly failed: number
  /** Expected values that are not computed here. */
  readonly unsupported: number
  readonly failures: readonly string[]
  readonly unsupportedKinds: readonly string[]
}

export async function runSelftest(folder: string): Promise<SelftestResult> {
  const cases = await readCases(folder)
  const byId = new Map(cases.map((reference) => [reference.id, reference]))
  const results: { id: string; kind: string; values: Record<string, Json> }[] = []
  const failures: string[] = []
  const counts = { passed: 0, failed: 0, unsupported: 0 }
  for (const reference of cases) {
    const values = await valuesOf(folder, reference, byId)
    results.push({ id: reference.id, kind: reference.kind, values })
    for (const [name, expected] of Object.entries(reference.expected)) {
      const actual = values[name]
      if (actual === undefined) counts.unsupported += 1
      else if (await agrees(actual, expected, reference, (file) => readArray(folder, file)))
        counts.passed += 1
      else {
        counts.failed += 1
        failures.push(
          `${reference.id} ${name}: ours ${brief(actual)}, expected ${brief(expected['value'])}`,
        )
      }
    }
  }
  const unsupportedKinds = [...new Set(cases.map((reference) => reference.kind))].filter(
    (kind) => !kinds[kind],
  )
  return { cases: results, ...counts, failures, unsupportedKinds }
}

async function readCases(folder: string): Promise<readonly ReferenceCase[]> {
  const file = join(folder, 'cases.json')
  const text = await readFile(file, 'utf8').catch(() => {
    throw new TouchstoneError(
      'file-not-found',
      `There is no reference collection in ${folder}: cases.json is missing.`,
    )
  })
  try {
    return parseReferenceFolder(JSON.parse(text), file)
  } catch (error) {
    if (error instanceof TouchstoneError) throw error
    throw new TouchstoneError('format-corrupt', `${file} is not JSON: ${messageOf(error)}.`)
  }
}

/** A case that breaks our code is a failure of every value in it, never a silent gap. */
async function valuesOf(
  folder: string,
  reference: ReferenceCase,
  byId: ReadonlyMap<string, ReferenceCase>,
): Promise<Record<string, Json>> {
  const evaluate = kinds[reference.kind]
  if (!evaluate) return {}
  try {
    const related: Record<string, ReferenceArrays> = {}
    for (const id of relatedCases(reference)) {
      const other = byId.get(id)
      if (other) related[id] = await readArrays(folder, other)
    }
    return evaluate(await readArrays(folder, reference), reference, related)
  } catch (error) {
    const failure = { error: messageOf(error) }
    return Object.fromEntries(Object.keys(reference.expected).map((name) => [name, failure]))
  }
}

async function readArrays(folder: string, reference: ReferenceCase): Promise<ReferenceArrays> {
  const entries = Object.entries(reference.files).map(
    async ([name, file]) => [name, await readArray(folder, file)] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

async function readArray(folder: string, file: string): Promise<ReferenceArrays[string]> {
  const empty = await emptyArray(join(folder, file))
  if (empty) return empty
  const source = await openImage(join(folder, file))
  try {
    const { shape, data } = await source.readAll()
    return { shape, data }
  } finally {
    await source.close()
  }
}

/** A list of no points is no image; null for every other file. */
async function emptyArray(path: string): Promise<ReferenceArrays[string] | null> {
  if (!path.endsWith('.npy')) return null
  const file = await openFileReader(path)
  try {
    const { shape } = await readNpyHeader(file)
    return shape.includes(0) ? { shape, data: new Float64Array(0) } : null
  } finally {
    await file.close()
  }
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 80)}...` : text
}
