/** Long BigTIFF stacks for measurements: real ones of any size, and sparse ones that take no room on the disk. */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'

export interface StackShape {
  readonly planes: number
  readonly height: number
  readonly width: number
}

const entryBytes = 20
const [shortType, longType, long8Type, asciiType] = [3, 4, 16, 2]

interface Tag {
  readonly tag: number
  readonly type: number
  readonly count?: number
  readonly value: number
}

/** uint16, one strip per plane, all directories after the pixels. `description` goes into the first. */
export interface StackOptions {
  /** Whether every directory stands right before its pixels instead of all at the end. */
  readonly interleaved?: boolean
  readonly description?: string
  /** Fills the pixels of one plane; holes (zeros) where absent. */
  readonly plane?: (index: number) => Uint16Array
}

export function writeStack(path: string, shape: StackShape, options: StackOptions = {}): void {
  const { planes, height, width } = shape
  const planeBytes = height * width * 2
  const text = Buffer.from(`${options.description ?? ''}\0`, 'utf8')
  const tagCount = 11
  const directoryBytes = 8 + tagCount * entryBytes + 8
  const pixelsAt = (index: number): number =>
    options.interleaved === true
      ? 16 + text.length + index * (directoryBytes + planeBytes) + directoryBytes
      : 16 + text.length + index * planeBytes
  const directoryAt = (index: number): number =>
    options.interleaved === true
      ? pixelsAt(index) - directoryBytes
      : 16 + text.length + planes * planeBytes + index * directoryBytes
  const file = openSync(path, 'w')
  try {
    ftruncateSync(file, Math.max(pixelsAt(planes - 1) + planeBytes, directoryAt(planes - 1)))
    const header = Buffer.alloc(16)
    header.write('II')
    header.writeUInt16LE(43, 2)
    header.writeUInt16LE(8, 4)
    header.writeBigUInt64LE(BigInt(directoryAt(0)), 8)
    writeSync(file, Buffer.concat([header, text]), 0, 16 + text.length, 0)
    for (let index = 0; index < planes; index++) {
      const next = index + 1 < planes ? directoryAt(index + 1) : 0
      const tags: readonly Tag[] = [
        { tag: 254, type: longType, value: 0 },
        { tag: 256, type: longType, value: width },
        { tag: 257, type: longType, value: height },
        { tag: 258, type: shortType, value: 16 },
        { tag: 259, type: shortType, value: 1 },
        { tag: 262, type: shortType, value: 1 },
        // every plane carries the tag, so that all directories have one length
        {
          tag: 270,
          type: asciiType,
          count: index === 0 ? text.length : 1,
          value: index === 0 ? 16 : 0,
        },
        { tag: 273, type: long8Type, value: pixelsAt(index) },
        { tag: 277, type: shortType, value: 1 },
        { tag: 278, type: longType, value: height },
        { tag: 279, type: long8Type, value: planeBytes },
      ]
      const bytes = encodeDirectory(tags, next)
      writeSync(file, bytes, 0, bytes.length, directoryAt(index))
      const pixels = options.plane?.(index)
      if (pixels !== undefined) {
        writeSync(file, new Uint8Array(pixels.buffer), 0, planeBytes, pixelsAt(index))
      }
    }
  } finally {
    closeSync(file)
  }
}

function encodeDirectory(tags: readonly Tag[], next: number): Buffer {
  const bytes = Buffer.alloc(8 + tags.length * entryBytes + 8)
  bytes.writeBigUInt64LE(BigInt(tags.length), 0)
  for (const [i, { tag, type, count = 1, value }] of tags.entries()) {
    const at = 8 + i * entryBytes
    bytes.writeUInt16LE(tag, at)
    bytes.writeUInt16LE(type, at + 2)
    bytes.writeBigUInt64LE(BigInt(count), at + 4)
    bytes.writeBigUInt64LE(BigInt(value), at + 12)
  }
  bytes.writeBigUInt64LE(BigInt(next), bytes.length - 8)
  return bytes
}
