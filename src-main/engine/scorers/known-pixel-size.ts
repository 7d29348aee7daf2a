/**
 * The size of a pixel as far as it is known: what is stated, else what the first file says that says anything.
 * A file that cannot be read says nothing; who needs its pixels will say why.
 */
import type { PixelSizeUm } from '../../contract/words.ts'
import { openImage } from '../../core/images/open-image.ts'

export async function knownPixelSize(
  stated: PixelSizeUm | null,
  paths: readonly string[],
): Promise<PixelSizeUm | null> {
  if (stated !== null) return stated
  for (const path of paths) {
    const own = await pixelSizeOf(path).catch(() => null)
    if (own !== null) return own
  }
  return null
}

/** Null where the file says nothing. */
export async function pixelSizeOf(path: string): Promise<PixelSizeUm | null> {
  const source = await openImage(path)
  try {
    const { pixelSizeUm } = source.info
    return pixelSizeUm === 'uncalibrated' ? null : pixelSizeUm
  } finally {
    await source.close()
  }
}
