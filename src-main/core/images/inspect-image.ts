/** What a file holds, and on request the hash of its pixels: the `inspect` command. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { parseImageReference } from './image-reference.ts'
import { openImage } from './open-image.ts'
import { storedBytes } from './pixel-types.ts'
import { sequenceOf } from './sequence/sequence-of.ts'
import type { ImageInfo, ImageSource } from './types.ts'
import { missingChunksWarning, type MissingChunks } from './zarr/missing-chunks.ts'

export interface Inspection {
  readonly format: string
  readonly axes: string
  readonly shape: readonly number[]
  readonly dtype: ImageInfo['dtype']
  readonly pixelSizeUm: ImageInfo['pixelSizeUm']
  readonly channels: ImageInfo['channels']
  readonly levels: ImageInfo['levels']
  /** Plain hexadecimal; of all pixels of level 0, little-endian, in the stored order of `axes`. */
  readonly sha256?: string
  readonly facts: ImageInfo['facts']
  readonly warnings: readonly string[]
  /** Where the file holds more than one image; all fields are about the one at `seriesIndex`. */
  readonly series?: ImageInfo['series']
  readonly seriesIndex?: number
}

/** With `checksum` every pixel is decoded, a piece at a time. Errors as `openImage`. */
export async function inspectImage(
  reference: string,
  options: { readonly checksum?: boolean | undefined } = {},
): Promise<Inspection> {
  const source = await openImage(reference)
  try {
    const { format, axes, shape, dtype, pixelSizeUm, channels, levels, series } = source.info
    const facts = [...source.info.facts, ...(await sequenceFact(reference))]
    const sha256 = options.checksum === true ? await hashOf(source) : undefined
    // after the checksum: reading may have found more to tell
    const warnings = [
      ...source.info.warnings,
      ...(options.checksum === true ? await missingWarning(source) : []),
    ]
    return {
      ...{ format, axes, shape, dtype, pixelSizeUm, channels, levels },
      ...(sha256 === undefined ? {} : { sha256 }),
      ...{ facts, warnings },
      ...(series.length > 1 ? { series, seriesIndex: source.info.seriesIndex } : {}),
    }
  } finally {
    await source.close()
  }
}

async function hashOf(source: ImageSource): Promise<string> {
  const hash = createHash('sha256')
  for await (const plane of source.readPlanesInStoredOrder()) {
    hash.update(storedBytes(plane, source.info.dtype))
  }
  return hash.digest('hex')
}

/** A file that stands alone may be one of a numbered series, which is never joined unasked. */
async function sequenceFact(reference: string): Promise<ImageInfo['facts']> {
  const found = await sequenceOf(parseImageReference(reference).path)
  if (found === undefined) return []
  const value = `looks like one of ${found.members}; ${basename(found.reference)} opens them as one stack`
  return [{ name: 'Numbered images', value }]
}

/** Large stores are not counted when they are opened; who asked for all pixels waits for this too. */
async function missingWarning(source: ImageSource): Promise<string[]> {
  if (!countsMissingChunks(source)) return []
  const found = await source.countMissingChunks()
  const warning = missingChunksWarning(found)
  return found.missing === 0 || source.info.warnings.includes(warning) ? [] : [warning]
}

function countsMissingChunks(
  source: ImageSource,
): source is ImageSource & { countMissingChunks(): Promise<MissingChunks> } {
  return 'countMissingChunks' in source
}
