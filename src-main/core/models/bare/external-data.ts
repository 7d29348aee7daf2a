/**
 * Which further files ONNX weights name for their numbers. Each is an entry with the key `location`; it is
 * found by its bytes, without taking the file apart, and counts where such a file lies in the folder.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize, sep } from 'node:path'
import { sha256OfFile } from '../../inference/weights-file.ts'

export interface FurtherFile {
  /** Relative to the weights' folder, as they name it. */
  readonly location: string
  readonly sha256: string
}

/** StringStringEntryProto: key (field 1, 8 bytes), then value (field 2) with its length in one or two bytes. */
const entryStart = Buffer.from('\x0a\x08location\x12', 'latin1')
const longestLocation = 1024
const longestEntry = entryStart.length + 2 + longestLocation

/** Sorted by location; empty for weights that hold their numbers themselves. */
export async function furtherFiles(weights: string): Promise<FurtherFile[]> {
  const locations = new Set<string>()
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(weights, { highWaterMark: 2 ** 20 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    for (const location of locationsIn(bytes)) locations.add(location)
    // an entry may go on in the next piece
    rest = bytes.subarray(Math.max(0, bytes.length - longestEntry))
  }
  const files: FurtherFile[] = []
  for (const location of [...locations].toSorted()) {
    const path = join(dirname(weights), location)
    const found = await stat(path).catch(() => null)
    if (found?.isFile()) files.push({ location, sha256: await sha256OfFile(path) })
  }
  return files
}

function* locationsIn(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf(entryStart); at >= 0; at = bytes.indexOf(entryStart, at + 1)) {
    const start = at + entryStart.length
    const first = bytes[start] ?? 0
    const isLong = first >= 128
    const length = isLong ? first - 128 + 128 * (bytes[start + 1] ?? 0) : first
    const text = start + (isLong ? 2 : 1)
    if (length === 0 || length > longestLocation || text + length > bytes.length) continue
    const location = bytes.toString('utf8', text, text + length)
    if (isInside(location)) yield location
  }
}

function isInside(location: string): boolean {
  const way = normalize(location)
  return !location.includes('\0') && !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`)
}
