/** Header of a NumPy `.npy` file (NEP 1), format versions 1 to 3. Nothing in it is ever executed. */
import { TouchstoneError } from '../../errors.ts'
import type { FileReader } from '../file-reader.ts'
import type { PixelType } from '../types.ts'

export interface NpyHeader {
  readonly dtype: PixelType
  readonly littleEndian: boolean
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
  /** First byte of the pixels. */
  readonly dataOffset: number
}

const largestHeaderBytes = 1 << 20

const types = new Map<string, PixelType>(
  Object.entries({
    b1: 'bool',
    u1: 'uint8',
    u2: 'uint16',
    u4: 'uint32',
    u8: 'uint64',
    i1: 'int8',
    i2: 'int16',
    i4: 'int32',
    i8: 'int64',
    f2: 'float16',
    f4: 'float32',
    f8: 'float64',
  } as const),
)

export function isNpy(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 6)).toString('latin1') === '\x93NUMPY'
}

/** TouchstoneError 'format-corrupt', 'file-truncated', or 'format-not-supported' (objects, records). */
export async function readNpyHeader(file: FileReader): Promise<NpyHeader> {
  const head = await file.read(0, 12)
  const version = head[6]!
  const view = new DataView(head.buffer, head.byteOffset)
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const start = version === 1 ? 10 : 12
  if (version < 1 || version > 3 || length > largestHeaderBytes) {
    throw corrupt(file.path, `its format version is ${version} and its header has ${length} bytes`)
  }
  const text = Buffer.from(await file.read(start, length)).toString('utf8')
  const descr = /['"]descr['"]\s*:\s*(?:'([^']*)'|"([^"]*)"|(\[))/.exec(text)
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1]
  const shape = /['"]shape['"]\s*:\s*\(([\d,\sL]*)\)/.exec(text)?.[1]
  if (descr === null || order === undefined || shape === undefined) {
    throw corrupt(file.path, 'its header does not state descr, fortran_order and shape')
  }
  const type = descr[1] ?? descr[2] ?? 'records'
  return {
    dtype: pixelType(file.path, type),
    littleEndian: !type.startsWith('>'),
    fortranOrder: order === 'True',
    shape: parseShape(file.path, shape),
    dataOffset: start + length,
  }
}

function pixelType(path: string, type: string): PixelType {
  const dtype = types.get(type.replace(/^[<>|=]/, ''))
  if (dtype !== undefined) return dtype
  const isObject = type.includes('O')
  throw new TouchstoneError(
    'format-not-supported',
    isObject
      ? `${path} holds pickled Python objects, which are not read because loading them may run code; save the array itself with numpy.save(..., allow_pickle=False).`
      : `${path} holds NumPy values of type ${type}; booleans, integers and floats of 16, 32 or 64 bits are read.`,
    { path, type },
  )
}

function parseShape(path: string, text: string): number[] {
  const shape = text
    .split(',')
    .map((size) => size.trim().replace('L', ''))
    .filter((size) => size !== '')
    .map(Number)
  if (shape.some((size) => !Number.isSafeInteger(size)))
    throw corrupt(path, `its shape is (${text})`)
  return shape
}

function corrupt(path: string, what: string): TouchstoneError {
  return new TouchstoneError('format-corrupt', `${path} is not a valid .npy file: ${what}.`, {
    path,
  })
}
