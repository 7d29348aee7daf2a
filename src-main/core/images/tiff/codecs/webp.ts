/** WebP through a WebAssembly build of libwebp, the reference decoder. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import decode, { init } from '@jsquash/webp/decode.js'

/** height x width x 4 values: red, green, blue, alpha. */
export interface WebpPixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

let loading: Promise<unknown> | undefined

async function load(): Promise<void> {
  const require = createRequire(import.meta.url)
  const path = require.resolve('@jsquash/webp/codec/dec/webp_dec.wasm')
  // The type of a compiled module belongs to the browser's library, which is not loaded here.
  const { WebAssembly } = globalThis as unknown as {
    readonly WebAssembly: { compile(bytes: Uint8Array): Promise<object> }
  }
  const start = init as (module: object) => Promise<void>
  await start(await WebAssembly.compile(readFileSync(path)))
}

/** Throws plain errors on damaged data, and where the header states more than `largestPixels`. */
export async function decodeWebp(stored: Uint8Array, largestPixels: number): Promise<WebpPixels> {
  const stated = statedPixels(stored)
  if (!(stated <= largestPixels)) throw new Error(`it states ${stated} pixels`)
  await (loading ??= load())
  const bytes = new Uint8Array(stored)
  const { width, height, data } = (await decode(bytes.buffer)) as unknown as WebpPixels
  return { width, height, data }
}

/** Width times height from the first chunk: extended, lossless or lossy (RFC 9649, sections 2.5 to 2.7). */
function statedPixels(bytes: Uint8Array): number {
  const word = (at: number): number => (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8)
  switch (Buffer.from(bytes.subarray(8, 16)).toString('latin1')) {
    case 'WEBPVP8X':
      return (1 + word(24) + ((bytes[26] ?? 0) << 16)) * (1 + word(27) + ((bytes[29] ?? 0) << 16))
    case 'WEBPVP8L': {
      const width = 1 + (word(21) & 0x3fff)
      const height = 1 + ((word(22) >> 6) | ((word(24) & 0xf) << 10))
      return width * height
    }
    case 'WEBPVP8 ':
      return (word(26) & 0x3fff) * (word(28) & 0x3fff)
    default:
      throw new Error('it has no WebP header')
  }
}
