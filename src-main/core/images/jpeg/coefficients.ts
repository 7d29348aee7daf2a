/**
 * The quantised coefficients of a JPEG whose blocks are cosine-transformed and Huffman-coded: sequential
 * (8 and 12 bits) and progressive frames, any number of scans (ITU-T T.81, annexes F and G).
 */
import { EntropyReader, readHuffmanTables, signed, type HuffmanTable } from './entropy-reader.ts'
import { endOfImage, startOfScan } from './jpeg-markers.ts'

export interface DctComponent {
  readonly id: number
  /** Sampling factors: blocks of this component in one unit of the scan. */
  readonly across: number
  readonly down: number
  /** Samples that belong to the image. */
  readonly width: number
  readonly height: number
  /** Blocks stored, whole units: 64 coefficients each, in natural order. */
  readonly blocksAcross: number
  readonly blocksDown: number
  readonly coefficients: Int16Array
  /** Quantisation factors in natural order, those in force at the component's first scan. */
  factors: Uint16Array | undefined
  readonly quantisation: number
}

export interface DctImage {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly maxAcross: number
  readonly maxDown: number
  readonly components: readonly DctComponent[]
}

// prettier-ignore
const naturalOrder = Uint8Array.of(
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
  28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61,
  54, 47, 55, 62, 63,
)

interface Scan {
  readonly parts: readonly ScanPart[]
  readonly isProgressive: boolean
  readonly first: number
  readonly last: number
  /** Bit position of this scan, and whether it refines what former ones gave. */
  readonly low: number
  readonly isRefinement: boolean
}

interface ScanPart {
  readonly component: DctComponent
  readonly dc: HuffmanTable | undefined
  readonly ac: HuffmanTable | undefined
  previous: number
}

/** Plain errors on damaged data. Takes two bytes per sample of the size stated, which the caller has looked at. */
export function readCoefficients(stream: Uint8Array): DctImage {
  const tables = new Map<number, HuffmanTable>()
  const quantisation = new Map<number, Uint16Array>()
  let restartInterval = 0
  let image: DctImage | undefined
  let isProgressive = false
  let scans = 0
  for (let at = 2; at + 4 <= stream.length;) {
    const marker = stream[at + 1]!
    if (stream[at] !== 0xff) throw new Error(`byte ${at} is no marker`)
    if (marker === 0xff) {
      at += 1 // fill bytes
      continue
    }
    if (marker === endOfImage) break
    const end = at + 2 + (stream[at + 2]! << 8) + stream[at + 3]!
    if (end > stream.length || end < at + 4) throw new Error(`the segment at byte ${at} is cut off`)
    const body = stream.subarray(at + 4, end)
    at = end
    if (marker === 0xc4) readHuffmanTables(body, tables)
    else if (marker === 0xdb) readQuantisation(body, quantisation)
    else if (marker === 0xdd) restartInterval = (body[0]! << 8) + body[1]!
    else if (marker >= 0xc0 && marker <= 0xc2) {
      if (image !== undefined) throw new Error('it has several frames')
      isProgressive = marker === 0xc2
      image = readFrame(body)
    } else if (marker === startOfScan) {
      if (image === undefined) throw new Error('it has no frame header')
      const scan = readScan(body, image, tables, isProgressive)
      for (const { component } of scan.parts)
        component.factors ??= quantisation.get(component.quantisation)
      const reader = new EntropyReader(stream, end)
      decodeScan(reader, scan, image, restartInterval)
      at = reader.nextMarker()
      scans += 1
    }
  }
  if (image === undefined || scans === 0) throw new Error('it has no scan')
  return image
}

function readQuantisation(body: Uint8Array, tables: Map<number, Uint16Array>): void {
  for (let at = 0; at < body.length;) {
    const isWide = body[at]! >> 4 > 0
    const factors = new Uint16Array(64)
    const start = at + 1
    at = start + (isWide ? 128 : 64)
    if (at > body.length) throw new Error('a quantisation table is cut off')
    for (let i = 0; i < 64; i++)
      factors[naturalOrder[i]!] = isWide
        ? (body[start + 2 * i]! << 8) + body[start + 2 * i + 1]!
        : body[start + i]!
    tables.set(body[start - 1]! & 15, factors)
  }
}

function readFrame(body: Uint8Array): DctImage {
  const count = body[5] ?? 0
  const height = (body[1]! << 8) + body[2]!
  const width = (body[3]! << 8) + body[4]!
  if (count < 1 || count > 4 || body.length < 6 + 3 * count || width < 1 || height < 1)
    throw new Error(`it states ${count} components of ${height} x ${width} pixels`)
  const factors = Array.from({ length: count }, (_, c) => body[7 + 3 * c]!)
  if (factors.some((both) => both >> 4 < 1 || both >> 4 > 4 || (both & 15) < 1 || (both & 15) > 4))
    throw new Error('its sampling factors are not 1 to 4')
  const maxAcross = Math.max(...factors.map((both) => both >> 4))
  const maxDown = Math.max(...factors.map((both) => both & 15))
  const unitsAcross = Math.ceil(width / (8 * maxAcross))
  const unitsDown = Math.ceil(height / (8 * maxDown))
  const components = factors.map((both, c): DctComponent => {
    const [across, down] = [both >> 4, both & 15]
    const [blocksAcross, blocksDown] = [unitsAcross * across, unitsDown * down]
    return {
      id: body[6 + 3 * c]!,
      across,
      down,
      width: Math.ceil((width * across) / maxAcross),
      height: Math.ceil((height * down) / maxDown),
      blocksAcross,
      blocksDown,
      coefficients: new Int16Array(64 * blocksAcross * blocksDown),
      factors: undefined,
      quantisation: body[8 + 3 * c]!,
    }
  })
  return { width, height, bits: body[0]!, maxAcross, maxDown, components }
}

function readScan(
  body: Uint8Array,
  image: DctImage,
  tables: ReadonlyMap<number, HuffmanTable>,
  isProgressive: boolean,
): Scan {
  const count = body[0]!
  if (count < 1 || count > 4 || body.length < 4 + 2 * count) throw new Error('a scan is cut off')
  const parts = Array.from({ length: count }, (_, c): ScanPart => {
    const component = image.components.find(({ id }) => id === body[1 + 2 * c])
    if (component === undefined) throw new Error('a scan names a component that is not there')
    const both = body[2 + 2 * c]!
    return { component, dc: tables.get(both >> 4), ac: tables.get(16 + (both & 15)), previous: 0 }
  })
  const [first, last, bits] = [...body.subarray(1 + 2 * count, 4 + 2 * count)] as [
    number,
    number,
    number,
  ]
  if (!isProgressive)
    return { parts, isProgressive, first: 0, last: 63, low: 0, isRefinement: false }
  if (first > last || last > 63 || (first === 0 && last > 0) || (first > 0 && count > 1))
    throw new Error(`a scan holds the coefficients ${first} to ${last}`)
  return { parts, isProgressive, first, last, low: bits & 15, isRefinement: bits >> 4 > 0 }
}

/** Units of all components side by side, or the blocks of one component row by row. */
function decodeScan(
  reader: EntropyReader,
  scan: Scan,
  { width, height, maxAcross, maxDown }: DctImage,
  restartInterval: number,
): void {
  const [only] = scan.parts
  const isSingle = scan.parts.length === 1 && only !== undefined
  const unitsAcross = Math.ceil(isSingle ? only.component.width / 8 : width / (8 * maxAcross))
  const unitsDown = Math.ceil(isSingle ? only.component.height / 8 : height / (8 * maxDown))
  const run = { endOfBand: 0 }
  for (let unit = 0; unit < unitsAcross * unitsDown; unit++) {
    if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) {
      reader.restart()
      run.endOfBand = 0
      for (const part of scan.parts) part.previous = 0
    }
    const unitY = Math.floor(unit / unitsAcross)
    const unitX = unit - unitY * unitsAcross
    for (const part of scan.parts) {
      const { across, down, blocksAcross } = part.component
      const [wide, high] = isSingle ? [1, 1] : [across, down]
      for (let y = 0; y < high; y++)
        for (let x = 0; x < wide; x++)
          decodeBlock(
            reader,
            scan,
            part,
            64 * ((unitY * high + y) * blocksAcross + unitX * wide + x),
            run,
          )
    }
  }
}

function decodeBlock(
  reader: EntropyReader,
  scan: Scan,
  part: ScanPart,
  at: number,
  run: { endOfBand: number },
): void {
  const { coefficients } = part.component
  if (!scan.isProgressive) {
    part.previous += difference(reader, part)
    coefficients[at] = part.previous
    readBand(reader, required(part.ac), coefficients, at)
  } else if (scan.first === 0) {
    if (scan.isRefinement) coefficients[at]! |= reader.bits(1) << scan.low
    else {
      part.previous += difference(reader, part)
      coefficients[at] = part.previous << scan.low
    }
  } else if (scan.isRefinement) refineBand(reader, required(part.ac), scan, coefficients, at, run)
  else readProgressiveBand(reader, required(part.ac), scan, coefficients, at, run)
}

function difference(reader: EntropyReader, part: ScanPart): number {
  const size = reader.symbol(required(part.dc))
  if (size > 16) throw new Error('it holds a coefficient of more than 16 bits')
  return size === 0 ? 0 : signed(reader.bits(size), size)
}

function required(table: HuffmanTable | undefined): HuffmanTable {
  if (table === undefined) throw new Error('a Huffman table is missing')
  return table
}

function readBand(
  reader: EntropyReader,
  table: HuffmanTable,
  coefficients: Int16Array,
  at: number,
): void {
  for (let k = 1; k < 64; k++) {
    const both = reader.symbol(table)
    const size = both & 15
    if (size === 0) {
      if (both >> 4 < 15) return
      k += 15
      continue
    }
    k += both >> 4
    if (k > 63) throw new Error('a block holds more than 64 coefficients')
    coefficients[at + naturalOrder[k]!] = signed(reader.bits(size), size)
  }
}

/** First scan of a band (G.1.2.2): a run of blocks may end together. */
function readProgressiveBand(
  reader: EntropyReader,
  table: HuffmanTable,
  { first, last, low }: Scan,
  coefficients: Int16Array,
  at: number,
  run: { endOfBand: number },
): void {
  if (run.endOfBand > 0) {
    run.endOfBand -= 1
    return
  }
  for (let k = first; k <= last; k++) {
    const both = reader.symbol(table)
    const zeros = both >> 4
    const size = both & 15
    if (size === 0) {
      if (zeros < 15) {
        run.endOfBand = (1 << zeros) - 1 + (zeros > 0 ? reader.bits(zeros) : 0)
        return
      }
      k += 15
      continue
    }
    k += zeros
    if (k > last) throw new Error('a block holds more coefficients than its band')
    coefficients[at + naturalOrder[k]!] = signed(reader.bits(size), size) << low
  }
}

/** Further scans of a band (G.1.2.3): a bit for every coefficient already known, and new ones between them. */
function refineBand(
  reader: EntropyReader,
  table: HuffmanTable,
  { first, last, low }: Scan,
  coefficients: Int16Array,
  at: number,
  run: { endOfBand: number },
): void {
  const step = 1 << low
  let k = first
  if (run.endOfBand === 0) {
    for (; k <= last; k++) {
      const both = reader.symbol(table)
      let zeros = both >> 4
      let value = 0
      if ((both & 15) > 0) value = reader.bits(1) === 1 ? step : -step
      else if (zeros < 15) {
        run.endOfBand = (1 << zeros) + (zeros > 0 ? reader.bits(zeros) : 0)
        break
      }
      for (; k <= last; k++) {
        const place = at + naturalOrder[k]!
        if (coefficients[place] !== 0) refine(reader, coefficients, place, step)
        else if (zeros === 0) break
        else zeros -= 1
      }
      if (value !== 0) {
        if (k > last) throw new Error('a block holds more coefficients than its band')
        coefficients[at + naturalOrder[k]!] = value
      }
    }
  }
  if (run.endOfBand > 0) {
    for (; k <= last; k++) {
      const place = at + naturalOrder[k]!
      if (coefficients[place] !== 0) refine(reader, coefficients, place, step)
    }
    run.endOfBand -= 1
  }
}

function refine(
  reader: EntropyReader,
  coefficients: Int16Array,
  place: number,
  step: number,
): void {
  const value = coefficients[place]!
  if (reader.bits(1) === 1 && (value & step) === 0)
    coefficients[place] = value + (value > 0 ? step : -step)
}
