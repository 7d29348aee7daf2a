/**
 * Baseline and progressive JPEG through a WebAssembly build of libjpeg-turbo, so that values are those of the
 * reference decoder; what the build leaves out (12 bits, two and four components) through our own decoder.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { decodeDctJpeg } from './decode-dct-jpeg.ts'
import {
  jpegFrame,
  startOfScan,
  statesYCbCr,
  withColorTransform,
  type JpegFrame,
} from './jpeg-markers.ts'

/** height x width x components values, interleaved. */
export interface DecodedJpeg {
  readonly width: number
  readonly height: number
  readonly components: number
  readonly data: Uint8Array | Uint16Array
}

interface TurboDecoder {
  getEncodedBuffer(length: number): Uint8Array
  getDecodedBuffer(): Uint8ClampedArray
  decode(): void
  getFrameInfo(): { width: number; height: number; componentCount: number }
  delete(): void
}
interface TurboModule {
  readonly JPEGDecoder: new () => TurboDecoder
}

let loading: Promise<TurboModule> | undefined

/** The module is made once per thread; damaged data cannot harm it but an abort can, and then a new one is made. */
function turbo(): Promise<TurboModule> {
  return (loading ??= load())
}

async function load(): Promise<TurboModule> {
  const require = createRequire(import.meta.url)
  const create = require('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs') as (options: {
    wasmBinary: Uint8Array
    print: () => void
    printErr: () => void
  }) => Promise<TurboModule>
  const wasmBinary = readFileSync(
    require.resolve('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm'),
  )
  return create({ wasmBinary, print: () => undefined, printErr: () => undefined })
}

/** Baseline, extended and progressive, Huffman-coded. */
const readableFrames: readonly number[] = [0xc0, 0xc1, 0xc2]

/** Why a frame cannot be decoded here, in words that follow "its JPEG data are"; undefined where it can. */
export function unreadableJpeg(stream: Uint8Array): string | undefined {
  const frame = jpegFrame(stream)
  if (frame === undefined) return undefined
  if (!readableFrames.includes(frame.marker)) return 'arithmetic-coded, hierarchical or lossless'
  if (frame.bits !== 8 && frame.bits !== 12) return `of ${frame.bits} bits`
  if (frame.components < 1 || frame.components > 4)
    return `of ${frame.components} colour components`
  return undefined
}

/**
 * `isYCbCr`: what the components are; undefined leaves it to what the stream says of itself. YCbCr comes
 * out as RGB, YCCK as CMYK. Throws plain errors on damaged data; the caller has looked at the size that the frame states.
 */
export async function decodeJpeg(stream: Uint8Array, isYCbCr?: boolean): Promise<DecodedJpeg> {
  const frame = jpegFrame(stream)
  if (frame === undefined) throw new Error('it has no frame header')
  requireFewScans(stream, frame)
  if (frame.bits !== 8 || frame.components === 2 || frame.components === 4)
    return decodeDctJpeg(stream, isYCbCr ?? statesYCbCr(stream))
  const steered = isYCbCr === undefined ? stream : withColorTransform(stream, isYCbCr)
  const module = await turbo()
  const decoder = new module.JPEGDecoder()
  try {
    decoder.getEncodedBuffer(steered.length).set(steered)
    decoder.decode()
    const { width, height, componentCount } = decoder.getFrameInfo()
    const data = new Uint8Array(decoder.getDecodedBuffer()) // a copy: the module's memory is used again
    if (data.length !== width * height * componentCount) throw new Error('it ends early')
    return { width, height, components: componentCount, data }
  } catch (error) {
    loading = undefined
    throw new Error(error instanceof Error ? error.message : 'its data are damaged', {
      cause: error,
    })
  } finally {
    decoder.delete()
  }
}

/** Every scan visits every block, though it may hold hardly a byte: thousands of them would take minutes. */
const mostVisits = 2 ** 27

function requireFewScans(stream: Uint8Array, { width, height, components }: JpegFrame): void {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.length)
  const most = Math.max(16, mostVisits / ((width * height * components) / 64))
  let scans = 0
  for (let at = 0; (at = bytes.indexOf(scanMarker, at)) >= 0; at += 2) scans += 1
  if (scans > most) throw new Error(`it has ${scans} scans of ${height} x ${width} pixels`)
}

const scanMarker = Buffer.of(0xff, startOfScan)
