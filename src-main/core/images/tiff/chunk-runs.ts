/** Chunks that stand next to each other in the file are read in one piece. */
import { isSparse, type ChunkPart } from './chunk-parts.ts'
import type { ChunkTable } from './page-layout.ts'

export interface ChunkRun {
  readonly offset: number
  readonly parts: readonly ChunkPart[]
  length: number
}

/** Bytes between two chunks that are read along; writers put lengths and padding there. */
const largestGap = 4096

/** Chunks that were never written are in none. A run is longer than `mostBytes` only where one chunk is. */
export function chunkRuns(
  chunks: ChunkTable,
  parts: readonly ChunkPart[],
  bytesOf: (part: ChunkPart) => number,
  mostBytes: number,
): ChunkRun[] {
  const runs: { offset: number; length: number; parts: ChunkPart[] }[] = []
  for (const part of parts) {
    if (isSparse(chunks, part.chunk)) continue
    const offset = chunks.offsets[part.chunk]!
    const end = offset + bytesOf(part)
    const run = runs.at(-1)
    const gap = run === undefined ? NaN : offset - (run.offset + run.length)
    if (run !== undefined && gap >= 0 && gap <= largestGap && end - run.offset <= mostBytes) {
      run.parts.push(part)
      run.length = end - run.offset
    } else runs.push({ offset, length: end - offset, parts: [part] })
  }
  return runs
}
