/** A table from a `.csv`, `.tsv`, `.txt`, `.json` or `.xml` (points) file, with limits: it is small or it is refused. */
import { extname } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { openFileReader } from '../images/file-reader.ts'
import { parseDelimited } from './delimited.ts'
import { parseJsonTable } from './json-table.ts'
import type { Table } from './table.ts'
import { parseXmlPoints } from './xml-points.ts'

export const largestTableBytes = 64 * 2 ** 20
const pieceBytes = 2 ** 20

/** TouchstoneError 'file-not-found', 'file-too-large', 'format-not-supported', 'format-corrupt'. */
export async function readTable(
  path: string,
  listColumns: (length: number) => readonly string[] | undefined,
): Promise<Table> {
  const kind = extname(path).toLowerCase()
  if (!['.csv', '.tsv', '.txt', '.json', '.xml'].includes(kind))
    throw new TouchstoneError(
      'format-not-supported',
      `${path} is no table that can be read; points and classes come as .csv, .tsv or .json (points as .npy and .xml too).`,
      { path },
    )
  const text = await readText(path)
  if (kind === '.xml') return parseXmlPoints(path, text)
  return kind === '.json' ? parseJsonTable(path, text, listColumns) : parseDelimited(path, text)
}

async function readText(path: string): Promise<string> {
  const file = await openFileReader(path)
  try {
    if (file.sizeBytes > largestTableBytes)
      throw new TouchstoneError(
        'file-too-large',
        `${path} has ${file.sizeBytes} bytes, and ${largestTableBytes} is the limit for a table; cut it into parts.`,
        { path, sizeBytes: file.sizeBytes },
      )
    const bytes = new Uint8Array(file.sizeBytes)
    for (let at = 0; at < bytes.length; at += pieceBytes)
      await file.readInto(bytes.subarray(at, Math.min(at + pieceBytes, bytes.length)), at)
    return decoded(path, bytes)
  } finally {
    await file.close()
  }
}

/** UTF-8, or UTF-16 with its mark, as spreadsheets export it. */
function decoded(path: string, bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes)
  if (text.includes('\0'))
    throw new TouchstoneError(
      'format-corrupt',
      `${path} cannot be read as a table: it holds bytes that are no text.`,
      { path },
    )
  return text
}
