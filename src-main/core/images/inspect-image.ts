/** What a file holds, and on request the hash of its pixels: the `inspect` command. */
import { createHash } from 'node:crypto'
import { openImage } from './open-image.ts'
import { storedBytes } from './pixel-types.ts'
import type { ImageInfo } from './types.ts'

export interface Inspection {
  readonly format: string
  readonly axes: string
  readonly shape: readonly number[]
  readonly dtype: ImageInfo['dtype']
  readonly pixelSizeUm: ImageInfo['pixelSizeUm']
  readonly channels: ImageInfo['channels']
  readonly levels: ImageInfo['levels']
  /** Plain hexadecimal; of all pixels of level 0, little-endian, in the order of `axes`. */
  readonly sha256?: string
  readonly warnings: readonly string[]
}

/** With `checksum` every pixel is decoded, one plane at a time. Errors as `openImage`. */
export async function inspectImage(
  path: string,
  options: { readonly checksum?: boolean | undefined } = {},
): Promise<Inspection> {
  const source = await openImage(path)
  try {
    const { format, axes, shape, dtype, pixelSizeUm, channels, levels, warnings } = source.info
    const found = { format, axes, shape, dtype, pixelSizeUm, channels, levels, warnings }
    if (options.checksum !== true) return found
    const hash = createHash('sha256')
    for await (const plane of source.readPlanesInStoredOrder()) {
      hash.update(storedBytes(plane, dtype))
    }
    return { ...found, sha256: hash.digest('hex') }
  } finally {
    await source.close()
  }
}
