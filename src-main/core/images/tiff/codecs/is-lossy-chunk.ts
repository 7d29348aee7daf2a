/** Whether a strip or tile of pixel codecs gives back the values that were stored: JPEG, WebP and LERC can do both. */
import { jpegFrame, jpegSegments, losslessFrame, withTables } from '../../jpeg/jpeg-markers.ts'
import { isFloatType } from '../../pixel-types.ts'
import type { PageLayout } from '../page-layout.ts'
import { isJpegCompression, isWebpCompression } from './kinds.ts'
import { lercTolerance } from './lerc.ts'

/** True also where the data cannot be understood. */
export async function isLossyChunk(layout: PageLayout, stored: Uint8Array): Promise<boolean> {
  try {
    if (isJpegCompression(layout.compression)) return isLossyJpeg(layout, stored)
    if (isWebpCompression(layout.compression))
      return Buffer.from(stored.subarray(12, 16)).toString('latin1') !== 'VP8L'
    const tolerance = await lercTolerance(stored, layout.lercCompression)
    return tolerance > (isFloatType(layout.dtype) ? 0 : 0.5) // integers are rounded
  } catch {
    return true
  }
}

/** Lossless are the frames of that process whose scan leaves out no low bits (point transform). */
function isLossyJpeg(layout: PageLayout, stored: Uint8Array): boolean {
  const stream = layout.jpegTables === null ? stored : withTables(layout.jpegTables, stored)
  const scan = jpegSegments(stream).at(-1)
  return (
    jpegFrame(stream)?.marker !== losslessFrame ||
    scan === undefined ||
    (stream[scan.end - 1]! & 15) > 0
  )
}
