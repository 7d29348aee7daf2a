/** LERC (Esri's limited error raster compression) through its own WebAssembly decoder. */
import { createRequire } from 'node:module'
import { inflateSync, zstdDecompressSync } from 'node:zlib'
import * as Lerc from 'lerc'

export interface LercPixels {
  readonly width: number
  readonly height: number
  /** Interleaved samples. */
  readonly samples: number
  readonly data: Lerc.PixelTypedArray
}

let loading: Promise<void> | undefined

function loaded(): Promise<void> {
  const require = createRequire(import.meta.url)
  return (loading ??= Lerc.load({ locateFile: () => require.resolve('lerc/lerc-wasm.wasm') }))
}

/** `compression` around it: 0 none, 1 deflate, 2 Zstandard (second value of the tag LercParameters). */
export async function decodeLerc(
  stored: Uint8Array,
  compression: number,
  largestBytes: number,
): Promise<LercPixels> {
  await loaded()
  const blob = unwrapped(stored, compression, largestBytes + (1 << 20))
  const head = Lerc.getBlobInfo(blob)
  const values = head.width * head.height * head.depthCount * head.bandCount
  if (!(values > 0) || values > largestBytes) throw new Error(`it states ${values} values`)
  const { width, height, pixels, depthCount } = Lerc.decode(blob, { returnInterleaved: true })
  return { width, height, samples: depthCount, data: interleaved(pixels) }
}

/** How far values may lie from those that were stored (0.5 for integers means: not at all). */
export async function lercTolerance(stored: Uint8Array, compression: number): Promise<number> {
  await loaded()
  return Lerc.getBlobInfo(unwrapped(stored, compression, 64 * 2 ** 20)).maxZerror
}

function unwrapped(stored: Uint8Array, compression: number, maxOutputLength: number): Uint8Array {
  if (compression === 1) return new Uint8Array(inflateSync(stored, { maxOutputLength }))
  if (compression === 2) return new Uint8Array(zstdDecompressSync(stored, { maxOutputLength }))
  return new Uint8Array(stored)
}

/** Bands stand one after another, values of one band interleaved already. */
function interleaved(bands: readonly Lerc.PixelTypedArray[]): Lerc.PixelTypedArray {
  const [first] = bands
  if (first === undefined) throw new Error('it holds no band')
  if (bands.length > 1) throw new Error(`it holds ${bands.length} bands`)
  return first
}
