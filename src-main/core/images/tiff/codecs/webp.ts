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

/** Throws plain errors on damaged data. */
export async function decodeWebp(stored: Uint8Array): Promise<WebpPixels> {
  await (loading ??= load())
  const bytes = new Uint8Array(stored)
  const { width, height, data } = (await decode(bytes.buffer)) as unknown as WebpPixels
  return { width, height, data }
}
