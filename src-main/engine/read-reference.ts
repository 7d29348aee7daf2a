/**
 * Reads a reference folder: its `cases.json`, and arrays by their path inside the folder or written out in
 * the case. Nothing outside the folder is read, and no more than a stated size.
 */
import { realpath, stat, readFile } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { messageOf, TouchstoneError } from '../core/errors.ts'
import { openFileReader } from '../core/images/file-reader.ts'
import { readNpyHeader } from '../core/images/npy/npy-header.ts'
import { openImage } from '../core/images/open-image.ts'
import {
  parseReferenceFolder,
  type ReferenceArray,
  type ReferenceArrays,
  type ReferenceCase,
} from '../core/metrics/selftest/reference-case.ts'

/** An entry that cannot be used: counted as failed, and the others go on. */
export interface BrokenCase {
  readonly id: string
  readonly kind: string
  /** Names of the expected values, as far as they can be read. */
  readonly names: readonly string[]
  readonly reason: string
}
export type ReadCase = { readonly reference: ReferenceCase } | { readonly broken: BrokenCase }

const largestIndexBytes = 256 * 2 ** 20
/** Values of one array: 2^26 numbers are a volume of 400³. */
const mostValues = 2 ** 26

/** Throws `file-not-found`, `file-too-large` or `format-corrupt` where there is no list of cases at all. */
export async function readReferenceCases(folder: string): Promise<readonly ReadCase[]> {
  const file = join(folder, 'cases.json')
  const found = await stat(file).catch(() => null)
  if (!found?.isFile())
    throw new TouchstoneError(
      'file-not-found',
      `There is no reference collection in ${folder}: the file cases.json is missing.`,
    )
  if (found.size > largestIndexBytes)
    throw new TouchstoneError(
      'file-too-large',
      `${file} has ${found.size} bytes; up to ${largestIndexBytes} are read. Put arrays into .npy files beside it.`,
    )
  const json = await readJson(file)
  const { cases } = json as { readonly cases?: unknown }
  // No list at all is an error of the folder; a wrong entry is one of that entry.
  if (!Array.isArray(cases)) parseReferenceFolder(json, file)
  const seen = new Set<string>()
  return (cases as readonly unknown[]).map((entry, index) => {
    const where = `${file}, case ${index + 1}`
    try {
      const [reference] = parseReferenceFolder({ cases: [entry] }, where)
      requireEntries(reference!, where)
      if (seen.has(reference!.id))
        throw new TouchstoneError('format-corrupt', `${where} has the id ${reference!.id} again.`)
      seen.add(reference!.id)
      return { reference: reference! }
    } catch (error) {
      return { broken: brokenCase(entry, index, messageOf(error)) }
    }
  })
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new TouchstoneError('file-unreadable', `${file} cannot be read (${messageOf(error)}).`)
  })
  try {
    return JSON.parse(text) ?? {}
  } catch (error) {
    throw new TouchstoneError('format-corrupt', `${file} is not JSON: ${messageOf(error)}.`)
  }
}

function requireEntries({ id, expected }: ReferenceCase, where: string): void {
  for (const [name, entry] of Object.entries(expected as Record<string, unknown>))
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      throw new TouchstoneError(
        'format-corrupt',
        `${where} (${id}) expects ${name} without saying of what value: an object with value and source is needed.`,
      )
}

function brokenCase(entry: unknown, index: number, reason: string): BrokenCase {
  const given = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<
    string,
    unknown
  >
  const { id, kind, expected } = given
  const isTable = typeof expected === 'object' && expected !== null
  return {
    id: typeof id === 'string' ? id : `case ${index + 1}`,
    kind: typeof kind === 'string' ? kind : 'unknown',
    names: isTable ? Object.keys(expected) : [],
    reason,
  }
}

/** Every input of a case by its name: files, and `arrays` written out as `{ shape, data }`. */
export async function readArrays(
  folder: string,
  reference: ReferenceCase,
): Promise<ReferenceArrays> {
  const arrays: Record<string, ReferenceArray> = {}
  for (const [name, file] of Object.entries(reference.files))
    arrays[name] = await readArray(folder, file)
  const written = reference['arrays'] ?? {}
  if (typeof written !== 'object' || Array.isArray(written))
    throw new TouchstoneError('format-corrupt', `${reference.id} has arrays that are no table.`)
  for (const [name, given] of Object.entries(written)) arrays[name] = writtenArray(given, name)
  return arrays
}

export async function readArray(folder: string, file: string): Promise<ReferenceArray> {
  const path = await pathInside(folder, file)
  const empty = await emptyArray(path)
  if (empty) return empty
  const source = await openImage(path)
  try {
    requireFewEnough(path, source.info.shape)
    const { shape, data } = await source.readAll()
    return { shape, data }
  } finally {
    await source.close()
  }
}

async function pathInside(folder: string, file: string): Promise<string> {
  const real = await realpath(join(folder, file)).catch(() => {
    throw new TouchstoneError('file-not-found', `There is no file ${file} in ${folder}.`)
  })
  const way = relative(await realpath(folder), real)
  if (isAbsolute(file) || way.startsWith('..') || isAbsolute(way))
    throw new TouchstoneError('not-allowed', `${file} lies outside the folder ${folder}.`)
  return real
}

/** A list of no points is no image; null for every other file. */
async function emptyArray(path: string): Promise<ReferenceArray | null> {
  if (!path.endsWith('.npy')) return null
  const file = await openFileReader(path)
  try {
    const { shape } = await readNpyHeader(file)
    requireFewEnough(path, shape)
    return shape.includes(0) ? { shape, data: new Float64Array(0) } : null
  } finally {
    await file.close()
  }
}

function writtenArray(given: unknown, name: string): ReferenceArray {
  const { shape, data } = (given ?? {}) as { readonly shape?: unknown; readonly data?: unknown }
  const sides = Array.isArray(shape) ? (shape as readonly unknown[]) : []
  const numbers = Array.isArray(data) ? (data as unknown[]).flat(Infinity as 20) : []
  const count = sides.reduce<number>((product, side) => product * Number(side), 1)
  if (!Array.isArray(shape) || numbers.length !== count)
    throw new TouchstoneError(
      'shape-mismatch',
      `The array ${name} holds ${numbers.length} values and its shape is ${JSON.stringify(shape)}; both must be given and agree.`,
    )
  return { shape: sides.map(Number), data: Float64Array.from(numbers, Number) }
}

function requireFewEnough(path: string, shape: readonly number[]): void {
  const count = shape.reduce((product, side) => product * side, 1)
  if (count > mostValues)
    throw new TouchstoneError(
      'file-too-large',
      `${path} holds ${count} values (${shape.join(' × ')}); a self-test reads up to ${mostValues} of one array.`,
    )
}
