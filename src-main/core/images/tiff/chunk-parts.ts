/** Which strips or tiles a rectangle touches, and where their rows go in the result. */
import type { Rectangle } from '../image-source.ts'
import { copyPixels } from '../pixel-types.ts'
import type { PixelArray } from '../types.ts'
import {
  chunkBytes,
  chunkRows,
  isRawRaster,
  type ChunkTable,
  type PageLayout,
} from './page-layout.ts'

/** What a rectangle needs of one chunk. */
export interface ChunkPart {
  readonly chunk: number
  /** Rows that the chunk holds, those of all its planes where it holds several. */
  readonly rows: number
  /** Row and column of the plane at which the chunk would start if it held this plane alone. */
  readonly y: number
  readonly x: number
  readonly inside: Rectangle
  /** Whether less than the whole chunk is needed. */
  readonly isPartial: boolean
}

/** In the order in which chunks are numbered. `component` is a planar sample or a plane of depth. */
export function chunksIn(layout: PageLayout, component: number, rectangle: Rectangle): ChunkPart[] {
  const { chunkHeight, chunkWidth, chunksDown, chunksAcross, tileDepth } = layout
  const slab = Math.floor(component / tileDepth)
  const within = component % tileDepth
  const lastDown = Math.floor((rectangle.y + rectangle.height - 1) / chunkHeight)
  const firstAcross = Math.floor(rectangle.x / chunkWidth)
  const lastAcross = Math.floor((rectangle.x + rectangle.width - 1) / chunkWidth)
  const parts: ChunkPart[] = []
  for (let down = Math.floor(rectangle.y / chunkHeight); down <= lastDown; down++) {
    for (let across = firstAcross; across <= lastAcross; across++) {
      const chunk = (slab * chunksDown + down) * chunksAcross + across
      const rows = chunkRows(layout, chunk)
      const [y, x] = [down * chunkHeight, across * chunkWidth]
      const inside = intersection({ y, x, height: rows, width: chunkWidth }, rectangle)
      const isPartial = tileDepth > 1 || inside.height < rows || inside.width < chunkWidth
      parts.push({ chunk, rows: rows * tileDepth, y: y - within * rows, x, inside, isPartial })
    }
  }
  return parts
}

function intersection(a: Rectangle, b: Rectangle): Rectangle {
  const y = Math.max(a.y, b.y)
  const x = Math.max(a.x, b.x)
  return {
    y,
    x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
    width: Math.min(a.x + a.width, b.x + b.width) - x,
  }
}

/** `pixels` are those of the whole chunk. */
export function copyPart(
  pixels: PixelArray,
  part: ChunkPart,
  chunkWidth: number,
  samples: number,
  out: PixelArray,
  rectangle: Rectangle,
): void {
  const { inside } = part
  for (let row = 0; row < inside.height; row++) {
    const from = ((inside.y + row - part.y) * chunkWidth + inside.x - part.x) * samples
    const to = ((inside.y + row - rectangle.y) * rectangle.width + inside.x - rectangle.x) * samples
    copyPixels(pixels, from, inside.width * samples, out, to)
  }
}

/** A chunk that was never written has offset and length 0: its pixels are 0. */
export function isSparse(chunks: ChunkTable, chunk: number): boolean {
  return chunks.offsets[chunk] === 0 && chunks.byteCounts[chunk] === 0
}

/**
 * Whether the lengths of uncompressed chunks contradict their pixels, so that places in the list are no places
 * in the image. A single chunk is read by its pixels, as everybody reads it: some writers state lengths at will.
 */
export function listsTooFewBytes(
  layout: PageLayout,
  chunks: ChunkTable,
  chunk: number,
  neededBytes: number,
): boolean {
  if (layout.compression !== 1 || chunks.offsets.length === 1) return false
  const listed = chunks.byteCounts[chunk]!
  return listed > 0 && listed < neededBytes
}

/** Where the component starts if the strips that are touched follow each other uncompressed. */
export function rasterOffset(
  layout: PageLayout,
  chunks: ChunkTable,
  component: number,
  rectangle: Rectangle,
): number | undefined {
  if (layout.tiled || !isRawRaster(layout)) return undefined
  const first = Math.floor(rectangle.y / layout.chunkHeight)
  const last = Math.floor((rectangle.y + rectangle.height - 1) / layout.chunkHeight)
  const full = chunkBytes(layout, layout.chunkHeight)
  const base = component * layout.chunksDown
  const start = chunks.offsets[base + first]!
  for (let strip = first; strip <= last; strip++) {
    const offset = chunks.offsets[base + strip]!
    if (offset === 0 || offset !== start + (strip - first) * full) return undefined
    const needed = chunkBytes(layout, chunkRows(layout, base + strip))
    if (listsTooFewBytes(layout, chunks, base + strip, needed)) return undefined // to be refused
  }
  return start - first * full
}
