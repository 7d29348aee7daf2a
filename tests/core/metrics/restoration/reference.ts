/** Reads the public reference folder for tests, and judges values by its tolerances. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Tolerance {
  readonly abs?: number
  readonly rel?: number
}

export interface ReferenceEntry {
  readonly value?: unknown
  readonly recommended?: unknown
  readonly optional?: boolean
  readonly tolerance?: Tolerance
  readonly kwargs?: Readonly<Record<string, unknown>>
}

export interface ReferenceArray {
  readonly shape: readonly number[]
  readonly data: ArrayLike<number>
}

export interface ReferenceCase {
  readonly id: string
  readonly kind: string
  readonly axes: string | null
  readonly dtypes: Readonly<Record<string, string>>
  readonly kwargs: Readonly<Record<string, unknown>>
  readonly tolerance: Tolerance
  readonly files: Readonly<Record<string, string>>
  readonly expected: Readonly<Record<string, ReferenceEntry>>
  readonly arrays: Readonly<Record<string, ReferenceArray>>
}

/** Cases of one kind with their arrays. */
export function readReference(folder: string, kind: string): ReferenceCase[] {
  const index = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as {
    cases: ReferenceCase[]
  }
  return index.cases
    .filter((one) => one.kind === kind)
    .map((one) => ({
      ...one,
      arrays: Object.fromEntries(
        Object.entries(one.files).map(([name, path]) => [name, readNpy(join(folder, path))]),
      ),
    }))
}

const readers: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  '|u1': (view, at) => view.getUint8(at),
  '|b1': (view, at) => view.getUint8(at),
  '<u2': (view, at) => view.getUint16(at, true),
  '<u4': (view, at) => view.getUint32(at, true),
  '<i2': (view, at) => view.getInt16(at, true),
  '<i4': (view, at) => view.getInt32(at, true),
  '<f4': (view, at) => view.getFloat32(at, true),
  '<f8': (view, at) => view.getFloat64(at, true),
}

/** NumPy format 1.0, C order, little-endian. */
export function readNpy(path: string): ReferenceArray {
  const bytes = readFileSync(path)
  const headerLength = bytes.readUInt16LE(8)
  const header = bytes.subarray(10, 10 + headerLength).toString('latin1')
  const descr = /'descr': '([^']+)'/.exec(header)![1]!
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)![1]!
    .split(',')
    .filter((part) => part.trim() !== '')
  const body = bytes.subarray(10 + headerLength)
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const size = Number(descr.slice(2))
  const data = Float64Array.from({ length: body.length / size }, (_, i) =>
    readers[descr]!(view, i * size),
  )
  return { shape: shape.map(Number), data }
}

/** Whether a value is the reference's, or the one it recommends. */
export function agrees(
  actual: unknown,
  entry: ReferenceEntry,
  { tolerance }: ReferenceCase,
  folder: string,
): boolean {
  const within = entry.tolerance ?? tolerance
  return (
    same(actual, entry.value, within, folder) ||
    ('recommended' in entry && same(actual, entry.recommended, within, folder))
  )
}

function same(actual: unknown, expected: unknown, tolerance: Tolerance, folder: string): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, i) => same(actual[i], item, tolerance, folder))
    )
  }
  if (expected !== null && typeof expected === 'object') {
    if ('file' in expected) {
      const { data } = readNpy(join(folder, String(expected.file)))
      return same(actual, Array.from(data), tolerance, folder)
    }
    const fields = actual as Readonly<Record<string, unknown>>
    return Object.entries(expected).every(([key, item]) =>
      same(fields[key], item, tolerance, folder),
    )
  }
  if (typeof expected === 'boolean') return actual === expected
  const [a, b] = [Number(actual), Number(expected ?? NaN)]
  if (!Number.isFinite(b)) return Object.is(a, b)
  return Math.abs(a - b) <= (tolerance.abs ?? 0) + (tolerance.rel ?? 0) * Math.abs(b)
}
