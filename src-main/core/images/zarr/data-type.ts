/** Element types as Zarr 2 (NumPy) and Zarr 3 name them. */
import { TouchstoneError } from '../../errors.ts'
import type { PixelType } from '../types.ts'
import type { StoredType } from './codecs/number-filters.ts'
import { quoted } from './json-document.ts'

const letters = { b: 'bool', i: 'int', u: 'uint', f: 'float' } as const

const pixelTypes = new Set<string>([
  'bool',
  ...['int', 'uint'].flatMap((kind) => [8, 16, 32, 64].map((bits) => `${kind}${bits}`)),
  ...[16, 32, 64].map((bits) => `float${bits}`),
])

/** `<u2`, `|b1`, `>f4`. TouchstoneError 'unsupported-encoding' for text, structures, complex numbers, dates. */
export function parseNumpyType(path: string, name: unknown): StoredType {
  const found = typeof name === 'string' ? /^([<>|=])([biuf])(\d{1,2})$/.exec(name) : null
  const letter = found?.[2] as keyof typeof letters | undefined
  const type =
    letter === undefined
      ? ''
      : letter === 'b'
        ? found![3] === '1'
          ? 'bool'
          : ''
        : `${letters[letter]}${Number(found![3]) * 8}`
  if (!isPixelType(type)) throw unreadType(path, name)
  return { dtype: type, littleEndian: found![1] !== '>' }
}

/** `uint16`, `bool`. TouchstoneError 'unsupported-encoding' for all that is no real number. */
export function parseDataType(path: string, name: unknown): PixelType {
  if (typeof name !== 'string' || !isPixelType(name)) throw unreadType(path, name)
  return name
}

/** A type in a codec's settings, spelled in either way. */
export function parseAnyType(path: string, name: unknown): StoredType {
  return typeof name === 'string' && isPixelType(name)
    ? { dtype: name, littleEndian: true }
    : parseNumpyType(path, name)
}

function isPixelType(name: string): name is PixelType {
  return pixelTypes.has(name)
}

function unreadType(path: string, name: unknown): TouchstoneError {
  const spelled = quoted(name)
  return new TouchstoneError(
    'unsupported-encoding',
    `${path}: the values are of type ${spelled}; booleans, integers of 8 to 64 bits and floating-point numbers of 16 to 64 bits are read.`,
    { path, type: spelled },
  )
}
