/** How a camera was held, from the Exif segment of a JPEG (tag 274 of its first directory). */
import { jpegSegments } from './jpeg-markers.ts'

const orientationTag = 274

/** 1 to 8; 1 (as stored) where nothing is said or what is said cannot be read. */
export function exifOrientation(stream: Uint8Array): number {
  const segment = jpegSegments(stream).find(
    ({ marker, at }) =>
      marker === 0xe1 && Buffer.from(stream.subarray(at + 4, at + 8)).toString('latin1') === 'Exif',
  )
  if (segment === undefined) return 1
  const tiff = stream.subarray(segment.at + 10, segment.end)
  if (tiff.length < 14) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return 1
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry
    if (at + 12 > tiff.length) return 1
    if (view.getUint16(at, little) !== orientationTag) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
