/**
 * Pictures without what would tell their origin: no format, facts, names or warnings, one type of pixel for the
 * results of all tools, and the token in the place of the digest. Pixels themselves cannot be disguised.
 */
import type { ImageDescription } from '../../contract/images.ts'
import type { TilePixels } from '../engine-port.ts'

export type BlindPixelType = 'uint32' | 'float32'

/** Results of every tool come as this type, whatever their files hold. */
export function blindPixelType(isLabels: boolean): BlindPixelType {
  return isLabels ? 'uint32' : 'float32'
}

/** `dtype` null: that of the file, for inputs, which are the same for all tools; they keep their pixel size too. */
export function blindDescription(
  { size, levels, dtype, pixelSizeUm, seriesIndex, series }: ImageDescription,
  token: string,
  told: BlindPixelType | null,
): ImageDescription {
  const { t, c, z, height, width, samples } = size
  const isColour = samples > 1
  return {
    format: 'hidden',
    axes: isColour ? 'tczyxs' : 'tczyx',
    shape: isColour ? [t, c, z, height, width, samples] : [t, c, z, height, width],
    dtype: told ?? dtype,
    pixelSizeUm: told === null ? pixelSizeUm : 'uncalibrated',
    channels: Array.from({ length: c }, (_, at) => ({ name: `Channel ${String(at + 1)}` })),
    levels: levels.map(({ onDemand: _, quick: _quick, ...level }) => level),
    size,
    series: [{ name: 'image', kind: series[seriesIndex]?.kind ?? 'image' }],
    seriesIndex: 0,
    facts: [],
    sequence: null,
    contentKey: token,
    warnings: [],
  }
}

const arrays = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const

/** Pixels as `told`; others than whole numbers and floats, such as 64-bit labels, stay as they are. */
export function blindPixels(
  { dtype, bytes }: Pick<TilePixels, 'dtype' | 'bytes'>,
  told: BlindPixelType | null,
): { readonly dtype: string; readonly bytes: Uint8Array } {
  if (told === null || dtype === told || !isKnown(dtype)) return { dtype, bytes }
  // A label below zero would become another one: the viewer must see it as it is, and refuse it.
  if (told === 'uint32' && !/^(bool|uint)/.test(dtype)) return { dtype, bytes }
  const own = new arrays[dtype](bytes.slice().buffer)
  const values = told === 'uint32' ? Uint32Array.from(own) : Float32Array.from(own)
  return { dtype: told, bytes: new Uint8Array(values.buffer) }
}

function isKnown(dtype: string): dtype is keyof typeof arrays {
  return Object.hasOwn(arrays, dtype)
}
