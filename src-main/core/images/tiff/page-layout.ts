/**
 * How the pixels of one TIFF directory are stored: type, samples, compression, and the grid of its
 * chunks (strips or tiles). Validated here, so that decoding may trust every field.
 */
import { TouchstoneError } from '../../errors.ts'
import { storedBytesPerPixel } from '../pixel-types.ts'
import type { PixelType } from '../types.ts'
import type { TiffDirectory } from './directory.ts'
import { isJpegCompression, oldJpegCode } from './codecs/kinds.ts'
import { isSupportedCompression, nameOfCompression } from './decompress.ts'
import { tag } from './tags.ts'

export interface PageLayout {
  readonly width: number
  readonly height: number
  /** Planes in this one directory (ImageDepth of SGI), else 1. */
  readonly depth: number
  /** Planes of `depth` that one tile holds, one after another. */
  readonly tileDepth: number
  readonly samples: number
  readonly planar: boolean
  readonly bits: number
  readonly dtype: PixelType
  readonly compression: number
  readonly predictor: number
  readonly photometric: number
  readonly reversedBits: boolean
  /** What single compressions need besides: tables that JPEG streams share, T4Options or T6Options, LERC's outer compression. */
  readonly jpegTables: Uint8Array | null
  readonly faxOptions: number
  readonly lercCompression: number
  readonly tiled: boolean
  /** Width and height of a chunk in pixels; a strip is as wide as the image. */
  readonly chunkWidth: number
  readonly chunkHeight: number
  readonly chunksAcross: number
  readonly chunksDown: number
}

/** Where the chunks stand in the file. Order: planes of depth or samples, then rows, then columns. */
export interface ChunkTable {
  readonly offsets: readonly number[]
  readonly byteCounts: readonly number[]
}

const photometricYCbCr = 6

/** TouchstoneError 'format-corrupt' or 'unsupported-encoding' (naming compression or sample type). */
export async function readPageLayout(path: string, page: TiffDirectory): Promise<PageLayout> {
  const width = await page.number(tag.imageWidth, 0)
  const height = await page.number(tag.imageLength, 0)
  const depth = await page.number(tag.imageDepth, 1)
  const samples = await page.number(tag.samplesPerPixel, 1)
  for (const [name, value] of Object.entries({ width, height, depth, samples })) {
    if (!Number.isSafeInteger(value) || value < 1) throw corrupt(path, `its ${name} is ${value}`)
  }
  const bits = await bitsPerSample(path, page, samples)
  const planar = samples > 1 && (await page.number(tag.planarConfiguration, 1)) === 2
  const compression = await page.number(tag.compression, 1)
  const photometric = await page.number(tag.photometric, 1)
  await requireReadable(path, page, compression, photometric, samples)
  const predictor = await page.number(tag.predictor, 1)
  const dtype = pixelType(path, bits, await page.number(tag.sampleFormat, 1))
  if (![1, 2, 3].includes(predictor) || (predictor === 3 && !dtype.startsWith('float'))) {
    throw corrupt(path, `its predictor is ${predictor} for ${dtype} pixels`)
  }
  const tiled = page.has(tag.tileWidth)
  const chunkWidth = tiled ? await page.number(tag.tileWidth, 0) : width
  const rows = tiled
    ? await page.number(tag.tileLength, 0)
    : Math.min(height, await page.number(tag.rowsPerStrip, height))
  if (!(chunkWidth >= 1) || !(rows >= 1)) {
    throw corrupt(path, `its ${tiled ? 'tiles' : 'strips'} are ${rows} x ${chunkWidth} pixels`)
  }
  const tileDepth = tiled ? await page.number(tag.tileDepth, 1) : 1
  if (!Number.isSafeInteger(tileDepth) || tileDepth < 1) {
    throw corrupt(path, `its tiles are ${tileDepth} planes deep`)
  }
  if (depth > 1 && planar) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: volumes inside one TIFF directory are read only with interleaved samples; save it as a stack of pages.`,
      { path },
    )
  }
  return {
    width,
    height,
    depth,
    tileDepth,
    samples,
    planar,
    bits,
    dtype,
    compression,
    predictor,
    photometric,
    reversedBits: (await page.number(tag.fillOrder, 1)) === 2,
    jpegTables: await bytesOf(page, tag.jpegTables),
    faxOptions: await page.number(compression === 4 ? tag.t6Options : tag.t4Options, 0),
    lercCompression: (await page.numbers(tag.lercParameters))?.[1] ?? 0,
    tiled,
    chunkWidth,
    chunkHeight: rows,
    chunksAcross: Math.ceil(width / chunkWidth),
    chunksDown: Math.ceil(height / rows),
  }
}

/** The chunk tables, checked to be long enough. Absent byte counts are worked out. */
export async function readChunkTable(
  path: string,
  page: TiffDirectory,
  layout: PageLayout,
  fileBytes: number,
): Promise<ChunkTable> {
  const slabs = Math.ceil(layout.depth / layout.tileDepth)
  const expected =
    layout.chunksAcross * layout.chunksDown * slabs * (layout.planar ? layout.samples : 1)
  const offsetTag = page.has(tag.tileOffsets) ? tag.tileOffsets : tag.stripOffsets
  const countTag = page.has(tag.tileByteCounts) ? tag.tileByteCounts : tag.stripByteCounts
  if (page.count(offsetTag) < expected) {
    throw corrupt(
      path,
      `${expected} ${layout.tiled ? 'tiles' : 'strips'} are needed for its size and ${page.count(offsetTag)} are listed`,
    )
  }
  const offsets = (await page.numbers(offsetTag)) ?? []
  const listed = (await page.numbers(countTag)) ?? []
  if (listed.length >= expected) return { offsets, byteCounts: listed }
  // old writers leave the lengths out: a chunk then ends where the next one starts
  const starts = [...offsets, fileBytes].sort((a, b) => a - b)
  const endOf = new Map(starts.map((start, i) => [start, starts[i + 1] ?? fileBytes]))
  const byteCounts = offsets.map((offset, chunk) =>
    layout.compression === 1
      ? chunkBytes(layout, chunkRows(layout, chunk) * layout.tileDepth)
      : Math.max(0, (endOf.get(offset) ?? fileBytes) - offset),
  )
  return { offsets, byteCounts }
}

/** Rows that chunk number `chunk` really holds: the last strip may be short, tiles never are. */
export function chunkRows(layout: PageLayout, chunk: number): number {
  if (layout.tiled) return layout.chunkHeight
  const row = Math.floor(chunk / layout.chunksAcross) % layout.chunksDown
  return Math.min(layout.chunkHeight, layout.height - row * layout.chunkHeight)
}

/** Bytes of a decoded chunk in the file's bit depth; every row starts on a byte. */
export function chunkBytes(layout: PageLayout, rows: number): number {
  const samples = layout.planar ? 1 : layout.samples
  return rows * Math.ceil((layout.chunkWidth * samples * layout.bits) / 8)
}

/** Whether rows can be copied from the file as they are (up to byte order). */
export function isRawRaster(layout: PageLayout): boolean {
  return (
    layout.compression === 1 &&
    layout.predictor === 1 &&
    !layout.reversedBits &&
    layout.bits === 8 * storedBytesPerPixel(layout.dtype)
  )
}

async function bitsPerSample(path: string, page: TiffDirectory, samples: number): Promise<number> {
  const all = (await page.numbers(tag.bitsPerSample)) ?? [1]
  const used = all.slice(0, samples)
  const bits = used[0] ?? 1
  if (used.some((other) => other !== bits)) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: its samples have different depths (${used.join(', ')} bits); save it with one depth for all.`,
      { path, bits: used },
    )
  }
  return bits
}

function pixelType(path: string, bits: number, format: number): PixelType {
  const whole = bits === 8 || bits === 16 || bits === 32 || bits === 64
  if (format === 3 && whole && bits !== 8) return `float${bits}`
  if (format === 2 && whole) return `int${bits}`
  if ((format === 1 || format === 4) && Number.isInteger(bits) && bits >= 1) {
    if (whole) return `uint${bits}`
    if (bits === 1) return 'bool'
    if (bits < 8) return 'uint8'
    if (bits < 16) return 'uint16'
    if (bits < 32) return 'uint32'
  }
  const kinds: Record<number, string> = { 2: 'signed', 3: 'float', 5: 'complex', 6: 'complex' }
  throw new TouchstoneError(
    'unsupported-encoding',
    `${path}: its pixels are ${kinds[format] ?? `of sample format ${format}`} with ${bits} bits; integers of 8 to 64 bits and floats of 16, 32 or 64 bits are read.`,
    { path, bits, format },
  )
}

async function requireReadable(
  path: string,
  page: TiffDirectory,
  compression: number,
  photometric: number,
  samples: number,
): Promise<void> {
  if (!isSupportedCompression(compression)) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: its compression is ${nameOfCompression(compression)}; none, deflate, LZW, PackBits, Zstandard, CCITT fax, JPEG, LERC and WebP are read. Save it with one of these.`,
      { path, compression },
    )
  }
  if (compression === oldJpegCode && page.has(tag.oldJpegTables)) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: its compression is old-style JPEG with tables in tags of their own; open it in Fiji or QuPath and save it with another compression.`,
      { path, compression },
    )
  }
  if (photometric !== photometricYCbCr || samples < 3 || isJpegCompression(compression)) return
  const [across = 2, down = 2] = (await page.numbers(tag.yCbCrSubSampling)) ?? []
  if (across !== 1 || down !== 1) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: its colour samples are stored at a lower resolution (YCbCr ${across} x ${down}); save it as RGB.`,
      { path },
    )
  }
}

async function bytesOf(page: TiffDirectory, which: number): Promise<Uint8Array | null> {
  const values = await page.numbers(which)
  return values === undefined ? null : Uint8Array.from(values)
}

function corrupt(path: string, what: string): TouchstoneError {
  return new TouchstoneError('format-corrupt', `${path} is not a valid TIFF image: ${what}.`, {
    path,
  })
}
