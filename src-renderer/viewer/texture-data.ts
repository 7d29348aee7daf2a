/** Pixels as WebGL2 textures take them: integers stay integers, label ids stay exact. Pure. */
import type { PixelValues, TilePixels } from './pixel-data.ts'

export type TextureFormat = 'r8ui' | 'r16ui' | 'r32ui' | 'r32f' | 'rgba8ui' | 'rgba16ui' | 'rgba32f'
export type TextureArray = Uint8Array | Uint16Array | Uint32Array | Float32Array
export type PixelRole = 'intensity' | 'labels'

export const bytesPerPixel: Readonly<Record<TextureFormat, number>> = {
  r8ui: 1,
  r16ui: 2,
  r32ui: 4,
  r32f: 4,
  rgba8ui: 4,
  rgba16ui: 8,
  rgba32f: 16,
}

/** The format for an image of this type: known before its first tile. */
export function textureFormat(dtype: string, samples: number, role: PixelRole): TextureFormat {
  const small = dtype === 'uint8' || dtype === 'bool' ? 8 : dtype === 'uint16' ? 16 : null
  if (role === 'labels') return small === null ? 'r32ui' : `r${small}ui`
  if (samples >= 3) return small === null ? 'rgba32f' : `rgba${small}ui`
  if (dtype === 'uint32') return 'r32ui'
  return small === null ? 'r32f' : `r${small}ui`
}

/** True where the shader reads unsigned integers. */
export function isIntegerFormat(format: TextureFormat): boolean {
  return format.endsWith('ui')
}

/** A tile for upload; throws a sentence where a label is negative, fractional or above 2^32 - 1. */
export function textureData(
  tile: TilePixels,
  format: TextureFormat,
  role: PixelRole,
): TextureArray {
  if (role === 'labels') return labelIds(tile, format)
  if (format.startsWith('rgba')) return withAlpha(tile, format)
  const values = tile.samples === 1 ? tile.values : firstSample(tile)
  if (format === 'r32f') return asFloats(values)
  return values as TextureArray
}

function labelIds(tile: TilePixels, format: TextureFormat): TextureArray {
  const values = tile.samples === 1 ? tile.values : firstSample(tile)
  if (format !== 'r32ui') return values as TextureArray
  const ids = new Uint32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const id = Number(values[i])
    if (id < 0 || id > 0xffffffff || !Number.isInteger(id))
      throw new Error(`The label ${id} is none: labels are whole numbers from 0 to 4294967295.`)
    ids[i] = id
  }
  return ids
}

/** Hot loop: three or four samples to four, the fourth unused by the shader. */
function withAlpha(tile: TilePixels, format: TextureFormat): TextureArray {
  const { samples, values } = tile
  const pixels = tile.width * tile.height
  const out =
    format === 'rgba8ui'
      ? new Uint8Array(pixels * 4)
      : format === 'rgba16ui'
        ? new Uint16Array(pixels * 4)
        : new Float32Array(pixels * 4)
  for (let i = 0; i < pixels; i++) {
    for (let s = 0; s < 3; s++) out[i * 4 + s] = Number(values[i * samples + s]!)
    out[i * 4 + 3] = 1
  }
  return out
}

function asFloats(values: PixelValues): Float32Array {
  if (values instanceof Float32Array) return values
  const floats = new Float32Array(values.length)
  for (let i = 0; i < values.length; i++) floats[i] = Number(values[i]!)
  return floats
}

function firstSample(tile: TilePixels): PixelValues {
  const { samples, values } = tile
  const picked = values.slice(0, tile.width * tile.height)
  for (let i = 0; i < picked.length; i++) picked[i] = values[i * samples]!
  return picked
}
