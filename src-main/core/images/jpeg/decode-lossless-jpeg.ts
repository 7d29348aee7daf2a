/**
 * Lossless JPEG (ITU-T T.81, annex H; process 14 with Huffman coding): 2 to 16 bits, one to four components
 * of one size in one interleaved scan, all seven predictors, restart intervals, point transform.
 */
import { EntropyReader, readHuffmanTables, signed, type HuffmanTable } from './entropy-reader.ts'
import { jpegSegments, startOfScan, type JpegSegment } from './jpeg-markers.ts'

/** height x width x components values, interleaved. */
export interface LosslessJpeg {
  readonly width: number
  readonly height: number
  readonly components: number
  readonly bits: number
  readonly data: Uint16Array
}

interface Scan {
  readonly predictor: number
  readonly pointTransform: number
  /** Table of each component, in the frame's order. */
  readonly tables: readonly HuffmanTable[]
  readonly restartInterval: number
  readonly dataAt: number
}

/** Throws plain errors on damaged data and on what this process does not have (several scans, subsampling). */
export function decodeLosslessJpeg(stream: Uint8Array, largestBytes: number): LosslessJpeg {
  const segments = jpegSegments(stream)
  const frame = readFrame(stream, segments)
  const { width, height, components, bits } = frame
  if (2 * width * height * components > largestBytes) throw new Error('it states too many pixels')
  const scan = readScan(stream, segments, frame.ids)
  const data = new Uint16Array(width * height * components)
  const reader = new EntropyReader(stream, scan.dataAt)
  const rowLength = width * components
  const start = 1 << (bits - scan.pointTransform - 1)
  let untilRestart = scan.restartInterval
  let isFirstRow = true
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let isFresh = x === 0 && isFirstRow
      if (scan.restartInterval > 0 && untilRestart === 0) {
        reader.restart()
        untilRestart = scan.restartInterval
        isFirstRow = true
        isFresh = true
      }
      untilRestart -= 1
      for (let c = 0; c < components; c++) {
        const at = y * rowLength + x * components + c
        const difference = readDifference(reader, scan.tables[c]!)
        const place = { at, x: isFresh ? 0 : x, components, rowLength, isFirstRow }
        const prediction = isFresh ? start : predict(data, scan.predictor, place)
        data[at] = (prediction + difference) & 0xffff
      }
    }
    isFirstRow = false
  }
  if (scan.pointTransform > 0)
    for (let i = 0; i < data.length; i++) data[i]! <<= scan.pointTransform
  return { width, height, components, bits, data }
}

/** The coded difference to the prediction (H.1.2.2): 16 stands for 32768 without further bits. */
function readDifference(reader: EntropyReader, table: HuffmanTable): number {
  const size = reader.symbol(table)
  if (size === 0) return 0
  if (size > 16) throw new Error('it holds a difference of more than 16 bits')
  return size === 16 ? 32768 : signed(reader.bits(size), size)
}

interface Place {
  readonly at: number
  readonly x: number
  readonly components: number
  readonly rowLength: number
  readonly isFirstRow: boolean
}

/** Table H.1: in the first row the left neighbour, in the first column the upper one, else the selected rule. */
function predict(data: Uint16Array, predictor: number, place: Place): number {
  const { at, x, components, rowLength, isFirstRow } = place
  if (isFirstRow) return data[at - components]!
  const above = data[at - rowLength]!
  if (x === 0) return above
  const left = data[at - components]!
  const corner = data[at - rowLength - components]!
  switch (predictor) {
    case 1:
      return left
    case 2:
      return above
    case 3:
      return corner
    case 4:
      return left + above - corner
    case 5:
      return left + ((above - corner) >> 1)
    case 6:
      return above + ((left - corner) >> 1)
    case 7:
      return (left + above) >> 1
    default:
      throw new Error(`its predictor is ${predictor}`)
  }
}

function readFrame(
  stream: Uint8Array,
  segments: readonly JpegSegment[],
): { width: number; height: number; components: number; bits: number; ids: number[] } {
  const segment = segments.find(({ marker }) => marker === 0xc3)
  if (segment === undefined) throw new Error('it has no lossless frame')
  const at = segment.at + 4
  const components = stream[at + 5]!
  const ids: number[] = []
  for (let c = 0; c < components; c++) {
    ids.push(stream[at + 6 + 3 * c]!)
    if (stream[at + 7 + 3 * c] !== 0x11) throw new Error('its components have different sizes')
  }
  const height = (stream[at + 1]! << 8) + stream[at + 2]!
  const width = (stream[at + 3]! << 8) + stream[at + 4]!
  const bits = stream[at]!
  if (bits < 2 || bits > 16 || components < 1 || components > 4 || width < 1 || height < 1)
    throw new Error(`it states ${components} components of ${height} x ${width} and ${bits} bits`)
  return { width, height, components, bits, ids }
}

function readScan(
  stream: Uint8Array,
  segments: readonly JpegSegment[],
  ids: readonly number[],
): Scan {
  const tables = new Map<number, HuffmanTable>()
  let restartInterval = 0
  for (const { marker, at, end } of segments) {
    if (marker === 0xc4) readHuffmanTables(stream.subarray(at + 4, end), tables)
    if (marker === 0xdd) restartInterval = (stream[at + 4]! << 8) + stream[at + 5]!
  }
  const scan = segments.at(-1)
  if (scan?.marker !== startOfScan) throw new Error('it has no scan')
  const at = scan.at + 4
  const count = stream[at]!
  if (count !== ids.length) throw new Error('its components stand in scans of their own')
  const chosen = ids.map((id, c) => {
    if (stream[at + 1 + 2 * c] !== id) throw new Error('its scan names other components')
    const table = tables.get(stream[at + 2 + 2 * c]! >> 4)
    if (table === undefined) throw new Error('a Huffman table is missing')
    return table
  })
  return {
    predictor: stream[at + 1 + 2 * count]!,
    pointTransform: stream[at + 3 + 2 * count]! & 15,
    tables: chosen,
    restartInterval,
    dataAt: scan.end,
  }
}
