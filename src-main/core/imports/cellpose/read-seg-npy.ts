/** The masks in Cellpose's `_seg.npy`: a NumPy file around a pickled dictionary, read without running it. */
import { readFile, stat } from 'node:fs/promises'
import { TouchstoneError } from '../../errors.ts'
import { PickledArray, readPickle, type Pickled } from './pickle.ts'

export interface CellposeMasks {
  /** `[y, x]` or `[z, y, x]`. */
  readonly shape: readonly number[]
  readonly data: Uint32Array
}

const largestBytes = 2 ** 31 - 1

/** Throws `format-corrupt`, `not-allowed` for a pickle with code, `not-a-label-image` without whole masks. */
export async function readSegNpy(path: string): Promise<CellposeMasks> {
  const { size } = await stat(path)
  if (size > largestBytes)
    throw new TouchstoneError(
      'file-too-large',
      `${path} has ${size} bytes, and ${largestBytes} is the limit; save the masks as TIFF in Cellpose.`,
      { path, size },
    )
  const bytes = await readFile(path)
  const dictionary = firstObject(readPickle(pickleOf(bytes, path), path))
  const masks = dictionary instanceof Map ? dictionary.get('masks') : undefined
  if (!(masks instanceof PickledArray))
    throw new TouchstoneError(
      'not-a-label-image',
      `${path} has no masks; it is expected to be what the Cellpose program saves beside an image.`,
      { path },
    )
  return labelsOf(masks, path)
}

/** Behind NumPy's header, which must announce one pickled object. */
function pickleOf(bytes: Buffer, path: string): Uint8Array {
  const isNpy = bytes.length > 12 && bytes.toString('latin1', 1, 6) === 'NUMPY'
  const isLong = isNpy && bytes[6]! >= 2
  const start = isLong ? 12 : 10
  const end = isNpy ? start + (isLong ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8)) : 0
  if (
    !isNpy ||
    end > bytes.length ||
    !/'descr':\s*'\|?O'/.test(bytes.toString('latin1', start, end))
  )
    throw new TouchstoneError(
      'format-corrupt',
      `${path} is not a file that Cellpose saves as _seg.npy; give the masks as TIFF or PNG.`,
      { path },
    )
  return bytes.subarray(end)
}

function firstObject(value: Pickled): Pickled {
  if (!(value instanceof PickledArray) || value.values instanceof Uint8Array) return value
  return value.values[0] ?? null
}

function labelsOf({ shape, type, isFortran, values }: PickledArray, path: string): CellposeMasks {
  const length = shape.reduce((product, side) => product * side, 1)
  const [, kind = '', size = '0'] = /^([uib])(\d)$/.exec(type?.code ?? '') ?? []
  const bytes = Number(size)
  if (kind === '' || isFortran || (shape.length !== 2 && shape.length !== 3))
    throw new TouchstoneError(
      'not-a-label-image',
      `${path}: its masks are of type ${type?.code ?? 'unknown'} and have ${shape.length} dimensions; whole numbers in 2 or 3 dimensions are expected.`,
      { path },
    )
  if (!(values instanceof Uint8Array) || values.length !== length * bytes)
    throw new TouchstoneError(
      'format-corrupt',
      `${path}: its masks are stated as ${shape.join(' x ')} and do not hold as many values.`,
      { path },
    )
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength)
  const isLittle = type?.byteOrder !== '>'
  const data = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    const value = readWhole(view, i * bytes, bytes, kind === 'i', isLittle)
    if (value < 0 || value > 2 ** 32 - 1)
      throw new TouchstoneError('not-a-label-image', `${path} has the label ${value}.`, { path })
    data[i] = value
  }
  return { shape, data }
}

function readWhole(
  view: DataView,
  at: number,
  bytes: number,
  isSigned: boolean,
  isLittle: boolean,
): number {
  if (bytes === 1) return isSigned ? view.getInt8(at) : view.getUint8(at)
  if (bytes === 2) return isSigned ? view.getInt16(at, isLittle) : view.getUint16(at, isLittle)
  if (bytes === 4) return isSigned ? view.getInt32(at, isLittle) : view.getUint32(at, isLittle)
  return Number(isSigned ? view.getBigInt64(at, isLittle) : view.getBigUint64(at, isLittle))
}
