/** Points as a NumPy array of n rows and 2 or 3 columns: y, x or z, y, x. */
import { TouchstoneError } from '../errors.ts'
import { openFileReader } from '../images/file-reader.ts'
import { readNpyHeader, type NpyHeader } from '../images/npy/npy-header.ts'
import type { PixelType } from '../images/types.ts'
import type { PointList } from './read-points.ts'

const mostPoints = 2_000_000
const pieceBytes = 2 ** 20

type Reader = (view: DataView, at: number, littleEndian: boolean) => number

const readers: Partial<Record<PixelType, readonly [bytes: number, read: Reader]>> = {
  uint8: [1, (view, at) => view.getUint8(at)],
  int8: [1, (view, at) => view.getInt8(at)],
  uint16: [2, (view, at, little) => view.getUint16(at, little)],
  int16: [2, (view, at, little) => view.getInt16(at, little)],
  uint32: [4, (view, at, little) => view.getUint32(at, little)],
  int32: [4, (view, at, little) => view.getInt32(at, little)],
  uint64: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
  int64: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
  float32: [4, (view, at, little) => view.getFloat32(at, little)],
  float64: [8, (view, at, little) => view.getFloat64(at, little)],
}

/** TouchstoneError 'shape-mismatch', 'format-not-supported', 'file-truncated', 'image-not-finite'. */
export async function readPointArray(path: string): Promise<PointList> {
  const file = await openFileReader(path)
  try {
    const header = await readNpyHeader(file)
    const [count, dimensions] = requirePoints(path, header)
    const reader = readers[header.dtype]
    if (reader === undefined)
      throw new TouchstoneError(
        'format-not-supported',
        `${path} holds coordinates of type ${header.dtype}; save them as float64.`,
        { path },
      )
    const [size, read] = reader
    const bytes = new Uint8Array(count * dimensions * size)
    for (let at = 0; at < bytes.length; at += pieceBytes)
      await file.readInto(
        bytes.subarray(at, Math.min(at + pieceBytes, bytes.length)),
        header.dataOffset + at,
      )
    const view = new DataView(bytes.buffer)
    const coordinates = new Float64Array(count * dimensions)
    for (let point = 0; point < count; point++)
      for (let axis = 0; axis < dimensions; axis++) {
        const stored = header.fortranOrder ? axis * count + point : point * dimensions + axis
        const value = read(view, stored * size, header.littleEndian)
        if (!Number.isFinite(value)) throw notFinite(path, point, value)
        coordinates[point * dimensions + axis] = value
      }
    return { path, dimensions, coordinates, unit: null, scores: null, notes: [] }
  } finally {
    await file.close()
  }
}

function requirePoints(
  path: string,
  { shape }: NpyHeader,
): readonly [count: number, dimensions: number] {
  const [count = 0, dimensions = 0] = shape
  if (count === 0 && shape.length === 1) return [0, 2] // an empty list has no second axis
  if (shape.length !== 2 || (dimensions !== 2 && dimensions !== 3))
    throw new TouchstoneError(
      'shape-mismatch',
      `${path} has the shape ${shape.join(' x ')}; points are n x 2 (y, x) or n x 3 (z, y, x).`,
      { path, shape: [...shape] },
    )
  if (count > mostPoints)
    throw new TouchstoneError(
      'file-too-large',
      `${path} holds ${count} points, and ${mostPoints} is the limit; cut it into parts.`,
      { path },
    )
  return [count, dimensions]
}

function notFinite(path: string, point: number, value: number): TouchstoneError {
  return new TouchstoneError(
    'image-not-finite',
    `${path}: point ${point + 1} has the coordinate ${value}, which is no place; correct or remove it.`,
    { path },
  )
}
