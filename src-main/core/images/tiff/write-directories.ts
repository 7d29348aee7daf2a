/**
 * The directories at the end of a written OME-TIFF: those of the reduced copies first, then the
 * planes' own in one chain, so that a reader gets the whole list from one place of the file.
 */
import { omeXml, isOmePixelType, type OmeDescription } from '../ome-xml.ts'
import { storedBytesPerPixel } from '../pixel-types.ts'
import type { TileGrid } from '../pyramid/tile-grid.ts'
import type { PixelType } from '../types.ts'
import { encodeDirectory, type TagValue } from './encode-directory.ts'
import { tag } from './tags.ts'
import type { Appender } from './write-appender.ts'
import { compressionCodes, predictorFor, type TileCompression } from './write-tile.ts'
import type { TileTable } from './write-tiles.ts'

export type WrittenPixelType = Exclude<PixelType, 'bool' | 'float16'>

/** 64-bit integers are stored, but OME has no name for them: such a file has no OME-XML. */
export interface WrittenDescription extends Omit<OmeDescription, 'dtype'> {
  readonly dtype: WrittenPixelType
  readonly compression: TileCompression
}

/**
 * `levels` are grids from level 0 on, with one table each. The file is whole once the bytes returned,
 * its header, stand at its start.
 */
export async function writeDirectories(
  appender: Appender,
  description: WrittenDescription,
  levels: readonly TileGrid[],
  tables: readonly TileTable[],
  big: boolean,
): Promise<Uint8Array> {
  const add = async (tags: readonly Tag[], next: 0 | 'follows'): Promise<number> => {
    if (appender.position % 2 === 1) await appender.append(new Uint8Array(1))
    const offset = appender.position
    await appender.append(encodeDirectory(tags, offset, big, next))
    return offset
  }
  const planes = description.size.t * description.size.c * description.size.z
  const copies: number[][] = []
  for (let plane = 0; plane < planes; plane++) {
    const offsets: number[] = []
    for (let level = 1; level < levels.length; level++) {
      offsets.push(await add(tagsOf(description, levels, tables, { plane, level }), 0))
    }
    copies.push(offsets)
  }
  let first = 0
  for (let plane = 0; plane < planes; plane++) {
    const tags = tagsOf(description, levels, tables, { plane, level: 0 }, copies[plane])
    const offset = await add(tags, plane === planes - 1 ? 0 : 'follows')
    if (plane === 0) first = offset
  }
  return encodeHeader(first, big)
}

type Tag = readonly [number, TagValue]

function tagsOf(
  description: WrittenDescription,
  levels: readonly TileGrid[],
  tables: readonly TileTable[],
  { plane, level }: { readonly plane: number; readonly level: number },
  copies: readonly number[] = [],
): readonly Tag[] {
  const { size, dtype, pixelSizeUm, compression } = description
  const grid = levels[level]!
  const tiles = grid.down * grid.across
  const ofPlane = (table: Float64Array): number[] => [
    ...table.subarray(plane * tiles, (plane + 1) * tiles),
  ]
  const short = (...values: number[]): TagValue => ({ type: 'short', values })
  const long = (...values: number[]): TagValue => ({ type: 'long', values })
  const perSample = (value: number): TagValue =>
    short(...new Array<number>(size.samples).fill(value))
  const isColor = size.samples === 3 || size.samples === 4
  const extraSamples = size.samples - (isColor ? 3 : 1)
  const tags: Tag[] = [
    [tag.newSubfileType, long(level === 0 ? 0 : 1)],
    [tag.imageWidth, long(grid.width)],
    [tag.imageLength, long(grid.height)],
    [tag.bitsPerSample, perSample(8 * storedBytesPerPixel(dtype))],
    [tag.compression, short(compressionCodes[compression.method])],
    [tag.photometric, short(isColor ? 2 : 1)],
  ]
  if (plane === 0 && level === 0 && isOmePixelType(dtype)) {
    const text = omeXml({ ...description, dtype })
    tags.push([tag.imageDescription, { type: 'text', text }])
  }
  tags.push([tag.samplesPerPixel, short(size.samples)])
  if (pixelSizeUm !== 'uncalibrated') {
    const enlarged = 2 ** level
    tags.push(
      [tag.xResolution, { type: 'rational', values: [perCentimetre(pixelSizeUm.x * enlarged)] }],
      [tag.yResolution, { type: 'rational', values: [perCentimetre(pixelSizeUm.y * enlarged)] }],
    )
  }
  tags.push([tag.planarConfiguration, short(1)])
  if (pixelSizeUm !== 'uncalibrated') tags.push([tag.resolutionUnit, short(3)])
  tags.push(
    [tag.software, { type: 'text', text: 'Touchstone' }],
    [tag.predictor, short(predictorFor(dtype, compression.method))],
    [tag.tileWidth, long(grid.tileWidth)],
    [tag.tileLength, long(grid.tileHeight)],
    [tag.tileOffsets, { type: 'offset', values: ofPlane(tables[level]!.offsets) }],
    [tag.tileByteCounts, { type: 'long', values: ofPlane(tables[level]!.byteCounts) }],
  )
  if (copies.length > 0) tags.push([tag.subIfds, { type: 'offset', values: copies }])
  if (extraSamples > 0) {
    tags.push([tag.extraSamples, short(...new Array<number>(extraSamples).fill(0))])
  }
  const format = dtype.startsWith('float') ? 3 : dtype.startsWith('int') ? 2 : 1
  tags.push([tag.sampleFormat, perSample(format)])
  return tags
}

/** Pixels per centimetre as a quotient of 32-bit integers, as exact as fits. */
function perCentimetre(pixelSizeUm: number): readonly [number, number] {
  const value = 10_000 / pixelSizeUm
  let under = 1
  while (under < 1e9 && value * under * 10 < 2 ** 32) under *= 10
  return [Math.min(2 ** 32 - 1, Math.round(value * under)), under]
}

function encodeHeader(firstDirectory: number, big: boolean): Uint8Array {
  const header = Buffer.alloc(big ? 16 : 8)
  header.write('II', 0, 'latin1')
  header.writeUInt16LE(big ? 43 : 42, 2)
  if (big) {
    header.writeUInt16LE(8, 4)
    header.writeBigUInt64LE(BigInt(firstDirectory), 8)
  } else header.writeUInt32LE(firstDirectory, 4)
  return header
}
