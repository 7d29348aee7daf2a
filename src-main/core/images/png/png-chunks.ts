/** Header and chunks of a PNG file (ISO/IEC 15948), with their check sums verified. */
import { crc32 } from 'node:zlib'
import { TouchstoneError } from '../../errors.ts'
import { openFileReader, type FileReader } from '../file-reader.ts'

export interface PngHeader {
  readonly width: number
  readonly height: number
  /** Bits per sample: 1, 2, 4, 8 or 16. */
  readonly bits: number
  readonly color: 'gray' | 'rgb' | 'palette' | 'gray-alpha' | 'rgb-alpha'
  readonly samples: number
  readonly interlaced: boolean
}

export interface PngFile {
  readonly header: PngHeader
  /** Names of all chunks, in file order. */
  readonly chunkNames: ReadonlySet<string>
  /** Compressed bytes of the image in all. */
  readonly compressedBytes: number
  /** The image data, still compressed. */
  readCompressed(): Promise<Uint8Array>
}

const signature = '\x89PNG\r\n\x1a\n'
const colors: Readonly<
  Record<number, { color: PngHeader['color']; samples: number; bits: readonly number[] }>
> = {
  0: { color: 'gray', samples: 1, bits: [1, 2, 4, 8, 16] },
  2: { color: 'rgb', samples: 3, bits: [8, 16] },
  3: { color: 'palette', samples: 1, bits: [1, 2, 4, 8] },
  4: { color: 'gray-alpha', samples: 2, bits: [8, 16] },
  6: { color: 'rgb-alpha', samples: 4, bits: [8, 16] },
}

export function isPng(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 8)).toString('latin1') === signature
}

/** Walks the chunks without decoding. TouchstoneError 'file-truncated' or 'format-corrupt'. */
export async function readPngChunks(path: string): Promise<PngFile> {
  const file = await openFileReader(path)
  try {
    const chunkNames = new Set<string>()
    const data: { offset: number; length: number }[] = []
    let header: PngHeader | undefined
    for (let at = 8; !chunkNames.has('IEND');) {
      const { name, length } = await readChunkHead(file, at)
      if (header === undefined && name !== 'IHDR')
        throw corrupt(path, 'its first chunk is not IHDR')
      if (name === 'IHDR') header = parseHeader(path, await readBody(file, at, length))
      if (name === 'IDAT') data.push({ offset: at, length })
      chunkNames.add(name)
      at += 12 + length
      requireInside(file, at)
    }
    if (header === undefined || data.length === 0) throw corrupt(path, 'it holds no image data')
    return {
      header,
      chunkNames,
      compressedBytes: data.reduce((all, { length }) => all + length, 0),
      readCompressed: () => readData(path, data),
    }
  } finally {
    await file.close()
  }
}

async function readData(
  path: string,
  chunks: readonly { offset: number; length: number }[],
): Promise<Uint8Array> {
  const file = await openFileReader(path)
  try {
    const parts: Uint8Array[] = []
    for (const { offset, length } of chunks) parts.push(await readBody(file, offset, length))
    return Buffer.concat(parts)
  } finally {
    await file.close()
  }
}

async function readChunkHead(
  file: FileReader,
  at: number,
): Promise<{ name: string; length: number }> {
  const head = Buffer.from(await file.read(at, 8))
  const name = head.toString('latin1', 4, 8)
  if (!/^[A-Za-z]{4}$/.test(name)) throw corrupt(file.path, `no chunk starts at byte ${at}`)
  return { name, length: head.readUInt32BE(0) }
}

function requireInside(file: FileReader, end: number): void {
  if (end <= file.sizeBytes) return
  throw new TouchstoneError(
    'file-truncated',
    `${file.path} is truncated: ${end} bytes are needed and ${file.sizeBytes} are there; copy or export it again.`,
    { path: file.path, neededBytes: end, sizeBytes: file.sizeBytes },
  )
}

async function readBody(file: FileReader, at: number, length: number): Promise<Uint8Array> {
  const chunk = await file.read(at + 4, length + 8) // name, body, check sum
  const named = chunk.subarray(0, length + 4)
  const stated = Buffer.from(chunk.subarray(length + 4)).readUInt32BE(0)
  const actual = crc32(named)
  if (stated !== actual) {
    throw corrupt(
      file.path,
      `the chunk at byte ${at} has check sum ${actual.toString(16)}, and ${stated.toString(16)} is stated`,
    )
  }
  return named.subarray(4)
}

function parseHeader(path: string, body: Uint8Array): PngHeader {
  if (body.length !== 13)
    throw corrupt(path, `its header has ${body.length} bytes, and 13 are needed`)
  const view = Buffer.from(body)
  const [width, height] = [view.readUInt32BE(0), view.readUInt32BE(4)]
  const [bits, kind, compression, filter, interlace] = [...body.subarray(8)] as [
    number,
    number,
    number,
    number,
    number,
  ]
  const color = colors[kind]
  if (width < 1 || height < 1) throw corrupt(path, `its size is ${height} x ${width} pixels`)
  if (!color?.bits.includes(bits))
    throw corrupt(path, `its color type is ${kind} with ${bits} bits`)
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw corrupt(path, `its methods are ${compression}, ${filter}, ${interlace}`)
  }
  const { samples } = color
  return { width, height, bits, color: color.color, samples, interlaced: interlace === 1 }
}

function corrupt(path: string, what: string): TouchstoneError {
  return new TouchstoneError('format-corrupt', `${path} is not a valid PNG image: ${what}.`, {
    path,
  })
}
