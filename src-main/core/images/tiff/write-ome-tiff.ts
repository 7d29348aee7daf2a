/**
 * A tiled, deflate-compressed OME-TIFF. The bytes depend on the pixels and the description alone: no
 * dates, no random identifiers. BigTIFF only where the pixels could need more than 4 GB.
 */
import { deflateSync } from 'node:zlib'
import type { FileHandle } from 'node:fs/promises'
import { omeXml, type OmeDescription } from '../ome-xml.ts'
import { storedBytesPerPixel } from '../pixel-types.ts'
import { encodeDirectory, type TagValue } from './encode-directory.ts'
import { tag } from './tags.ts'

export interface OmeTiffImage extends OmeDescription {
  /** Plane `index` in the order t, c, z (z fastest): height x width x samples values. */
  plane(index: number): Uint16Array | Uint32Array | Float32Array
  /** 1 fast to 9 small. */
  readonly compressionLevel: number
  /** Only tests lower it. */
  readonly bigTiffAboveBytes?: number
}

const tileSide = 512
const classicLimitBytes = 2 ** 32 - 2 ** 26 // room for directories and incompressible tiles

/** Writes to an empty file opened for writing. */
export async function writeOmeTiff(handle: FileHandle, image: OmeTiffImage): Promise<void> {
  const { size, dtype } = image
  const planes = size.t * size.c * size.z
  const planeBytes = size.height * size.width * size.samples * storedBytesPerPixel(dtype)
  const big = planes * planeBytes > (image.bigTiffAboveBytes ?? classicLimitBytes)
  const tile = { width: tileLength(size.width), height: tileLength(size.height) }
  let position = big ? 16 : 8
  const append = async (bytes: Uint8Array): Promise<void> => {
    await handle.write(bytes, 0, bytes.length, position)
    position += bytes.length
  }
  const tables: { offsets: number[]; byteCounts: number[] }[] = []
  for (let index = 0; index < planes; index++) {
    const table = { offsets: [] as number[], byteCounts: [] as number[] }
    const pixels = image.plane(index)
    for (let y = 0; y < size.height; y += tile.height) {
      for (let x = 0; x < size.width; x += tile.width) {
        const raw = cutTile(pixels, size, y, x, tile)
        const bytes = deflateSync(raw, { level: image.compressionLevel })
        table.offsets.push(position)
        table.byteCounts.push(bytes.length)
        await append(bytes)
      }
    }
    tables.push(table)
  }
  if (position % 2 === 1) await append(new Uint8Array(1))
  const firstDirectory = position
  for (const [index, table] of tables.entries()) {
    const tags = tagsOf(image, tile, table, index)
    await append(encodeDirectory(tags, position, big, index === planes - 1 ? 0 : 'follows'))
  }
  const header = encodeHeader(firstDirectory, big)
  await handle.write(header, 0, header.length, 0)
}

/** Tiles are multiples of 16 pixels (TIFF 6.0, section 15), and no larger than the image needs. */
function tileLength(size: number): number {
  return Math.min(tileSide, Math.ceil(size / 16) * 16)
}

function cutTile(
  pixels: Uint16Array | Uint32Array | Float32Array,
  size: OmeDescription['size'],
  y: number,
  x: number,
  tile: { readonly width: number; readonly height: number },
): Uint8Array {
  const { samples } = size
  const bytesPer = pixels.BYTES_PER_ELEMENT * samples
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  const out = new Uint8Array(tile.width * tile.height * bytesPer)
  const columns = Math.min(tile.width, size.width - x)
  const rows = Math.min(tile.height, size.height - y)
  for (let row = 0; row < rows; row++) {
    const from = ((y + row) * size.width + x) * bytesPer
    out.set(bytes.subarray(from, from + columns * bytesPer), row * tile.width * bytesPer)
  }
  return out
}

function tagsOf(
  image: OmeTiffImage,
  tile: { readonly width: number; readonly height: number },
  table: { readonly offsets: readonly number[]; readonly byteCounts: readonly number[] },
  index: number,
): (readonly [number, TagValue])[] {
  const { size, dtype, pixelSizeUm } = image
  const short = (...values: number[]): TagValue => ({ type: 'short', values })
  const long = (...values: number[]): TagValue => ({ type: 'long', values })
  const perSample = (value: number): TagValue =>
    short(...new Array<number>(size.samples).fill(value))
  const isColor = size.samples === 3 || size.samples === 4
  const extraSamples = size.samples - (isColor ? 3 : 1)
  const tags: (readonly [number, TagValue])[] = [
    [tag.newSubfileType, long(0)],
    [tag.imageWidth, long(size.width)],
    [tag.imageLength, long(size.height)],
    [tag.bitsPerSample, perSample(8 * storedBytesPerPixel(dtype))],
    [tag.compression, short(8)],
    [tag.photometric, short(isColor ? 2 : 1)],
  ]
  if (index === 0) tags.push([tag.imageDescription, { type: 'text', text: omeXml(image) }])
  tags.push([tag.samplesPerPixel, short(size.samples)])
  if (pixelSizeUm !== 'uncalibrated') {
    tags.push(
      [tag.xResolution, { type: 'rational', values: [perCentimetre(pixelSizeUm.x)] }],
      [tag.yResolution, { type: 'rational', values: [perCentimetre(pixelSizeUm.y)] }],
    )
  }
  tags.push([tag.planarConfiguration, short(1)])
  if (pixelSizeUm !== 'uncalibrated') tags.push([tag.resolutionUnit, short(3)])
  tags.push(
    [tag.software, { type: 'text', text: 'Touchstone' }],
    [tag.tileWidth, long(tile.width)],
    [tag.tileLength, long(tile.height)],
    [tag.tileOffsets, { type: 'offset', values: table.offsets }],
    [tag.tileByteCounts, { type: 'long', values: table.byteCounts }],
  )
  if (extraSamples > 0)
    tags.push([tag.extraSamples, short(...new Array<number>(extraSamples).fill(0))])
  tags.push([tag.sampleFormat, perSample(dtype === 'float32' ? 3 : 1)])
  return tags
}

/** Pixels per centimetre as a quotient of 32-bit integers, as exact as fits. */
function perCentimetre(pixelSizeUm: number): readonly [number, number] {
  const value = 10_000 / pixelSizeUm
  let under = 1
  while (under < 1e9 && value * under * 10 < 2 ** 32) under *= 10
  return [Math.min(2 ** 32 - 1, Math.round(value * under)), under]
}

function encodeHeader(firstDirectory: number, big: boolean): Buffer {
  const header = Buffer.alloc(big ? 16 : 8)
  header.write('II', 0, 'latin1')
  header.writeUInt16LE(big ? 43 : 42, 2)
  if (big) {
    header.writeUInt16LE(8, 4)
    header.writeBigUInt64LE(BigInt(firstDirectory), 8)
  } else header.writeUInt32LE(firstDirectory, 4)
  return header
}
