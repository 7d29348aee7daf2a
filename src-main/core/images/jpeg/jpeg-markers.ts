/** The segments of a JPEG stream up to its first scan (ITU-T T.81, annex B), and what its frame states. */

export interface JpegSegment {
  /** Second byte of the marker, for instance 0xc0 for a baseline frame. */
  readonly marker: number
  /** Where the marker stands. */
  readonly at: number
  /** Behind the last byte of the segment. */
  readonly end: number
}

export interface JpegFrame {
  /** 0xc0 baseline, 0xc1 extended, 0xc2 progressive, 0xc3 lossless, others arithmetic or hierarchical. */
  readonly marker: number
  readonly bits: number
  readonly height: number
  readonly width: number
  readonly components: number
}

export const startOfImage = 0xd8
export const endOfImage = 0xd9
export const startOfScan = 0xda
/** Of the process that predicts and codes differences, without cosine transform. */
export const losslessFrame = 0xc3

export function isJpeg(head: Uint8Array): boolean {
  return head[0] === 0xff && head[1] === startOfImage && head[2] === 0xff
}

/** Segments behind the start of image, the first scan's header last. Throws plain errors on damaged data. */
export function jpegSegments(stream: Uint8Array): JpegSegment[] {
  if (stream[0] !== 0xff || stream[1] !== startOfImage) throw new Error('it has no start of image')
  const segments: JpegSegment[] = []
  for (let at = 2; at + 4 <= stream.length;) {
    if (stream[at] !== 0xff) throw new Error(`byte ${at} is no marker`)
    const marker = stream[at + 1]!
    if (marker === 0xff) {
      at += 1 // fill bytes
      continue
    }
    if (marker === endOfImage) break
    const end = at + 2 + (stream[at + 2]! << 8) + stream[at + 3]!
    if (end > stream.length || end < at + 4) throw new Error(`the segment at byte ${at} is cut off`)
    segments.push({ marker, at, end })
    if (marker === startOfScan) break
    at = end
  }
  return segments
}

/** Undefined where the stream has no frame header. */
export function jpegFrame(stream: Uint8Array): JpegFrame | undefined {
  const isFrame = (marker: number): boolean =>
    marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
  const segment = jpegSegments(stream).find(({ marker }) => isFrame(marker))
  if (segment === undefined || segment.end < segment.at + 10) return undefined
  const at = segment.at + 4
  return {
    marker: segment.marker,
    bits: stream[at]!,
    height: (stream[at + 1]! << 8) + stream[at + 2]!,
    width: (stream[at + 3]! << 8) + stream[at + 4]!,
    components: stream[at + 5]!,
  }
}

/** One stream out of the tables that TIFF keeps apart and a stream that lacks them. */
export function withTables(tables: Uint8Array, stream: Uint8Array): Uint8Array {
  const end = tables.length - (tables.at(-1) === endOfImage && tables.at(-2) === 0xff ? 2 : 0)
  const joined = new Uint8Array(end + stream.length - 2)
  joined.set(tables.subarray(0, end))
  joined.set(stream.subarray(2), end)
  return joined
}

/**
 * Whether a decoder takes the first three components for YCbCr, by libjpeg's rules: JFIF and Adobe segments,
 * else three components not named R, G, B. With four, Adobe's transform 2.
 */
export function statesYCbCr(stream: Uint8Array): boolean {
  const segments = jpegSegments(stream)
  const named = (marker: number, name: string): JpegSegment | undefined =>
    segments.find(
      (segment) =>
        segment.marker === marker &&
        name ===
          String.fromCharCode(...stream.subarray(segment.at + 4, segment.at + 4 + name.length)),
    )
  const frame = segments.find(({ marker }) => marker >= 0xc0 && marker <= 0xc2)
  if (frame === undefined) return false
  const adobe = named(0xee, 'Adobe')
  const transform = adobe === undefined ? undefined : stream[adobe.at + 15]
  const components = stream[frame.at + 9]
  if (components === 4) return transform === 2
  if (components !== 3) return false
  if (named(0xe0, 'JFIF') !== undefined) return true
  if (transform !== undefined) return transform !== 0
  const ids = [10, 13, 16].map((offset) => stream[frame.at + offset])
  return String.fromCharCode(...(ids as number[])) !== 'RGB'
}

const isApplication = (marker: number): boolean =>
  (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

/**
 * The stream with an Adobe segment that says whether three components are YCbCr, in place of all other
 * application segments: the container knows better than the guesses that decoders make.
 */
export function withColorTransform(stream: Uint8Array, isYCbCr: boolean): Uint8Array {
  const segments = jpegSegments(stream)
  const kept = segments.filter(({ marker }) => !isApplication(marker))
  const adobe = [
    0xff,
    0xee,
    0,
    14,
    0x41,
    0x64,
    0x6f,
    0x62,
    0x65,
    0,
    100,
    0,
    0,
    0,
    0,
    isYCbCr ? 1 : 0,
  ]
  const rest = segments.at(-1)?.end ?? 2
  const parts = [
    stream.subarray(0, 2),
    Uint8Array.from(adobe),
    ...kept.map(({ at, end }) => stream.subarray(at, end)),
    stream.subarray(rest),
  ]
  return new Uint8Array(Buffer.concat(parts))
}
