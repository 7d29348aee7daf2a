/** The value of pixels whose chunk is absent, in all spellings of Zarr 2 and 3. */
import { TouchstoneError } from '../../errors.ts'
import { swapBytes } from '../byte-order.ts'
import { decodeFloat16 } from '../float16.ts'
import { pixelArrayOn, storedBytesPerPixel } from '../pixel-types.ts'
import type { StoredType } from './codecs/number-filters.ts'
import { quoted } from './json-document.ts'

export type FillValue = number | bigint

/**
 * Numbers, booleans, `null` (0), `"NaN"`, `"Infinity"`, numbers as text, `"0x7fc00000"` (the bits, highest
 * first), base64 of the stored bytes. `text` is the whole document: 64-bit integers are taken from it, as
 * JSON's numbers round them. TouchstoneError 'format-corrupt' for what the type cannot hold.
 */
export function parseFillValue(
  path: string,
  value: unknown,
  type: StoredType,
  text: string,
): FillValue {
  const found = spelled(value, type, text)
  if (found !== undefined && holds(type, found)) return rounded(type, found)
  throw new TouchstoneError(
    'format-corrupt',
    `${path}: the fill value ${quoted(value)} is none of type ${type.dtype}.`,
    { path },
  )
}

function spelled(value: unknown, type: StoredType, text: string): FillValue | undefined {
  if (value === null || value === undefined) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return exactInteger(value, type, text) ?? value
  if (typeof value !== 'string') return undefined
  if (isFloat(type) && /^[+-]?(NaN|Infinity)$/.test(value)) return Number(value)
  if (/^0x[0-9a-f]+$/i.test(value))
    return fromBits(Buffer.from(value.slice(2), 'hex').reverse(), type)
  if (/^\s*[+-]?\d+\s*$/.test(value) && is64(type)) return BigInt(value.trim())
  if (value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value)
  if (!/^(?:[\w+/-]{4})*(?:[\w+/-]{2}==|[\w+/-]{3}=)?$/.test(value)) return undefined
  const bytes = Buffer.from(value, 'base64')
  if (!type.littleEndian) swapBytes(bytes, storedBytesPerPixel(type.dtype))
  return fromBits(bytes, type)
}

/** `bytes` from the lowest on. */
function fromBits(bytes: Uint8Array, type: StoredType): FillValue | undefined {
  if (bytes.length !== storedBytesPerPixel(type.dtype)) return undefined
  const { buffer } = new Uint8Array(bytes)
  return type.dtype === 'float16'
    ? decodeFloat16(new Uint16Array(buffer))[0]
    : pixelArrayOn(type.dtype, buffer)[0]
}

function exactInteger(value: number, type: StoredType, text: string): bigint | undefined {
  if (!is64(type) || !Number.isInteger(value)) return undefined
  if (Number.isSafeInteger(value)) return BigInt(value)
  const digits = /"fill_value"\s*:\s*(-?\d+)\s*[,}]/.exec(text)?.[1]
  return digits === undefined ? BigInt(value) : BigInt(digits)
}

function holds(type: StoredType, value: FillValue): boolean {
  if (isFloat(type)) return true
  if (typeof value === 'number' && !Number.isInteger(value)) return false
  const bits = type.dtype === 'bool' ? 1n : BigInt(8 * storedBytesPerPixel(type.dtype))
  const isSigned = type.dtype.startsWith('int')
  const whole = BigInt(value)
  return isSigned
    ? BigInt.asIntN(Number(bits), whole) === whole
    : BigInt.asUintN(Number(bits), whole) === whole
}

function rounded(type: StoredType, value: FillValue): FillValue {
  if (is64(type)) return BigInt(value)
  const number = Number(value)
  return type.dtype === 'float16' ? roundToHalf(number) : number
}

/** To the nearest value of half precision, ties to even (IEEE 754). */
function roundToHalf(value: number): number {
  const size = Math.abs(value)
  if (!(size < 65520)) return Number.isNaN(value) ? value : Math.sign(value) * Infinity
  if (size === 0) return value
  const exponent = Math.max(-14, Math.floor(Math.log2(size)))
  const unit = 2 ** (exponent - 10)
  const steps = size / unit
  const below = Math.floor(steps)
  const up = steps - below > 0.5 || (steps - below === 0.5 && below % 2 === 1)
  return Math.sign(value) * (below + (up ? 1 : 0)) * unit
}

function is64({ dtype }: StoredType): boolean {
  return dtype === 'int64' || dtype === 'uint64'
}

function isFloat({ dtype }: StoredType): boolean {
  return dtype.startsWith('float')
}
