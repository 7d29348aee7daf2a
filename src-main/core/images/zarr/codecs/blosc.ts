/**
 * Blosc 1 containers (c-blosc README_CHUNK_FORMAT.rst): blocks, each compressed on its own and shuffled.
 * Read here and not through WebAssembly, where damaged data come out as pixels without an error.
 */
import { DamagedChunk, UnreadChunk } from './damaged-chunk.ts'
import { decodeBloscLz } from './blosclz.ts'
import { inflate } from './inflate.ts'
import { decodeLz4 } from './lz4.ts'
import { unshuffleBits, unshuffleBytes } from './shuffle.ts'
import { decodeSnappy } from './snappy.ts'

interface BloscHeader {
  readonly flags: number
  readonly typeBytes: number
  readonly outputBytes: number
  readonly blockBytes: number
  readonly storedBytes: number
}

const headerBytes = 16
const flag = { byteShuffle: 1, plain: 2, bitShuffle: 4, oneStream: 16 } as const
const compressions = ['blosclz', 'lz4', 'snappy', 'zlib', 'zstd'] as const
/** No compression of the table but zstd reaches more than this. */
const largestRatio = 1100

/** At most `limitBytes` come out; DamagedChunk, or UnreadChunk for Blosc 2. */
export function decodeBlosc(stored: Uint8Array, limitBytes: number): Uint8Array {
  const header = readHeader(stored, limitBytes)
  const { flags, outputBytes, blockBytes, storedBytes, typeBytes } = header
  if ((flags & flag.plain) !== 0) {
    if (storedBytes !== outputBytes + headerBytes) {
      throw new DamagedChunk(
        `Blosc states ${outputBytes} plain bytes, and ${storedBytes - headerBytes} are there`,
      )
    }
    return stored.subarray(headerBytes, storedBytes)
  }
  if (outputBytes === 0) return new Uint8Array(0)
  const blocks = Math.ceil(outputBytes / blockBytes)
  const starts = headerBytes + 4 * blocks
  if (starts > storedBytes) throw new DamagedChunk('Blosc data end inside the list of blocks')
  const view = viewOf(stored)
  const out = new Uint8Array(outputBytes)
  const unpacked = new Uint8Array(Math.min(blockBytes, outputBytes))
  for (let block = 0; block < blocks; block++) {
    const at = block * blockBytes
    const length = Math.min(blockBytes, outputBytes - at)
    const start = view.getInt32(headerBytes + 4 * block, true)
    if (start < starts || start >= storedBytes) {
      throw new DamagedChunk(`Blosc block ${block} starts at ${start} of ${storedBytes} bytes`)
    }
    const target = out.subarray(at, at + length)
    const bits = (flags & flag.bitShuffle) !== 0 && length >= typeBytes
    const bytes = (flags & flag.byteShuffle) !== 0 && typeBytes > 1
    const before = bits || bytes ? unpacked.subarray(0, length) : target
    decodeBlock(stored.subarray(start, storedBytes), before, header)
    if (bytes) unshuffleBytes(before, target, typeBytes)
    else if (bits) unshuffleBits(before, target, typeBytes)
  }
  return out
}

/** A whole block may be one stream, or one stream for each byte of its elements. */
function decodeBlock(stored: Uint8Array, out: Uint8Array, header: BloscHeader): void {
  const { flags, typeBytes, blockBytes } = header
  const isSplit =
    (flags & flag.oneStream) === 0 &&
    out.length === blockBytes &&
    typeBytes <= 16 &&
    blockBytes / typeBytes >= 128
  const streams = isSplit ? typeBytes : 1
  const length = out.length / streams
  if (!Number.isInteger(length)) throw new DamagedChunk('Blosc blocks hold broken elements')
  const view = viewOf(stored)
  let from = 0
  for (let stream = 0; stream < streams; stream++) {
    if (from + 4 > stored.length) throw new DamagedChunk('Blosc data end inside a block')
    const packed = view.getInt32(from, true)
    from += 4
    if (packed < 0 || from + packed > stored.length) {
      throw new DamagedChunk(
        `a Blosc block states ${packed} bytes, and ${stored.length - from} are there`,
      )
    }
    const part = stored.subarray(from, from + packed)
    from += packed
    const target = out.subarray(stream * length, (stream + 1) * length)
    if (packed === length) target.set(part)
    else decodeStream(compressions[flags >> 5]!, part, target)
  }
}

function decodeStream(
  kind: (typeof compressions)[number],
  part: Uint8Array,
  target: Uint8Array,
): void {
  if (kind === 'lz4') decodeLz4(part, target)
  else if (kind === 'blosclz') decodeBloscLz(part, target)
  else if (kind === 'snappy') decodeSnappy(part, target)
  else {
    const bytes = inflate(kind, part, target.length)
    if (bytes.length !== target.length) {
      throw new DamagedChunk(
        `${kind} data unpack to ${bytes.length} bytes, and ${target.length} are needed`,
      )
    }
    target.set(bytes)
  }
}

function readHeader(stored: Uint8Array, limitBytes: number): BloscHeader {
  if (stored.length < headerBytes) throw new DamagedChunk('Blosc data end inside their header')
  const view = viewOf(stored)
  const version = stored[0]!
  const header = {
    flags: stored[2]!,
    typeBytes: stored[3]!,
    outputBytes: view.getUint32(4, true),
    blockBytes: view.getUint32(8, true),
    storedBytes: view.getUint32(12, true),
  }
  const { flags, typeBytes, outputBytes, blockBytes, storedBytes } = header
  if (version > 2) throw new UnreadChunk(`Blosc format ${version} is not read, only 1 and 2 are`)
  const kind = compressions[flags >> 5]
  if (kind === undefined) throw new DamagedChunk(`Blosc names an unknown compression ${flags >> 5}`)
  if (storedBytes > stored.length || storedBytes < headerBytes) {
    throw new DamagedChunk(
      `Blosc states ${storedBytes} stored bytes, and ${stored.length} are there`,
    )
  }
  if (outputBytes > limitBytes) {
    throw new DamagedChunk(`Blosc states ${outputBytes} bytes, and ${limitBytes} are needed`)
  }
  const isPlain = (flags & flag.plain) !== 0
  if (typeBytes === 0 || (blockBytes === 0 && outputBytes > 0 && !isPlain)) {
    throw new DamagedChunk('Blosc states blocks or elements of 0 bytes')
  }
  if (kind !== 'zstd' && !isPlain && outputBytes > storedBytes * largestRatio) {
    throw new DamagedChunk(`Blosc states ${outputBytes} bytes, which ${storedBytes} cannot hold`)
  }
  return header
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
