/** Compressed chunks of a page: read in runs, decoded a few at a time, each one once even if several ask for it. */
import type { ChunkCache } from '../chunk-cache.ts'
import type { ChunkDecoder } from '../chunk-decoder.ts'
import { decodeInPlace } from '../chunk-decoders.ts'
import type { Rectangle } from '../image-source.ts'
import { requireWanted } from '../require-wanted.ts'
import { sideBySide } from '../side-by-side.ts'
import type { PixelArray } from '../types.ts'
import { copyPart, type ChunkPart } from './chunk-parts.ts'
import { chunkRuns, type ChunkRun } from './chunk-runs.ts'
import { chunkBytes } from './page-layout.ts'
import type { TiffPage } from './tiff-page.ts'

/** What reading needs besides the page: one of each for an open image. */
export interface PageTools {
  readonly cache: ChunkCache
  readonly decoder: ChunkDecoder
}

const runsAtOnce = 8
/** Small chunks are read together up to here. */
const runBytes = 256 * 1024
/** Smaller ones are decoded where they are: handing them to another thread would take longer. */
const smallestHandedOn = 32 * 1024

/** Into `out`, which holds the rectangle; chunks that were never written are left out. */
export async function decodeParts(
  page: TiffPage,
  parts: readonly ChunkPart[],
  rectangle: Rectangle,
  out: PixelArray,
  tools: PageTools,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { layout, chunks } = page
  const samples = layout.planar ? 1 : layout.samples
  const copy = (part: ChunkPart, pixels: PixelArray): void =>
    copyPart(pixels, part, layout.chunkWidth, samples, out, rectangle)
  const missing: ChunkPart[] = []
  for (const part of parts) {
    const known = tools.cache.get(keyOf(page, part))
    if (known === undefined) missing.push(part)
    else copy(part, known)
  }
  const runs = chunkRuns(chunks, missing, (part) => storedBytes(page, part), runBytes)
  await sideBySide(runsAtOnce, runs, async (run) => {
    requireWanted(page.file.path, signal)
    let stored: Promise<Uint8Array> | undefined
    for (const part of run.parts) {
      requireWanted(page.file.path, signal)
      const read = async (): Promise<PixelArray> => {
        stored ??= page.file.read(run.offset, run.length)
        return decodePart(page, part, run, await stored, tools.decoder)
      }
      const pixels = part.isPartial
        ? await tools.cache.share(keyOf(page, part), read)
        : await read()
      copy(part, pixels)
    }
  })
}

/** The pixels of one chunk that is needed whole, without copying them; undefined where a copy is kept already. */
export async function decodeWhole(
  page: TiffPage,
  part: ChunkPart,
  { cache, decoder }: PageTools,
  signal: AbortSignal | undefined,
): Promise<PixelArray | undefined> {
  if (cache.get(keyOf(page, part)) !== undefined) return undefined
  const offset = page.chunks.offsets[part.chunk]!
  const length = storedBytes(page, part)
  const stored = await page.file.read(offset, length)
  requireWanted(page.file.path, signal)
  return decodePart(page, part, { offset, length, parts: [part] }, stored, decoder)
}

function keyOf(page: TiffPage, part: ChunkPart): string {
  return `${page.key}/${part.chunk}`
}

/** What the table says; without compression, what the layout needs, as some writers list nonsense. */
function storedBytes({ layout, chunks }: TiffPage, { chunk, rows }: ChunkPart): number {
  return layout.compression === 1 ? chunkBytes(layout, rows) : chunks.byteCounts[chunk]!
}

function decodePart(
  page: TiffPage,
  part: ChunkPart,
  run: ChunkRun,
  bytes: Uint8Array,
  decoder: ChunkDecoder,
): Promise<PixelArray> {
  const { layout, littleEndian } = page
  const at = page.chunks.offsets[part.chunk]! - run.offset
  const length = storedBytes(page, part)
  // a copy where others share the run: the bytes may be given away to another thread
  const stored = run.parts.length === 1 ? bytes : bytes.slice(at, at + length)
  const isSmall = chunkBytes(layout, part.rows) < smallestHandedOn
  return (isSmall ? decodeInPlace : decoder).decode({
    kind: 'tiff',
    path: page.file.path,
    stored,
    layout: { page: layout, littleEndian, rows: part.rows },
  })
}
