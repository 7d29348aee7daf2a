/** The most bytes that a compressed strip or tile can stand for; beyond it a stated size is a lie. */
import { mostJpegSamples } from '../jpeg/most-samples.ts'
import { faxKind, isJpegCompression } from './codecs/kinds.ts'
import { chunkBytes, type PageLayout } from './page-layout.ts'

/** A constant image of these takes next to no bytes: only what is larger than an ordinary chunk is doubted. */
const ordinaryChunkBytes = 64 * 2 ** 20
const usualMost = 65536

/** Decoded bytes for each stored one. */
const ratios: Readonly<Record<number, number>> = {
  // a code of 12 bits for the longest string that the table can hold, 3839 bytes
  5: 2560,
  // 258 bytes for two bits
  8: 1040,
  32946: 1040,
  // two bytes repeat one up to 128 times
  32773: 64,
  // a block of 128 kB in four bytes
  34926: 32768,
  50000: 32768,
}
/** The longest white run, 2560 pixels, in 12 bits. */
const faxRowRatio = 214

/** In bytes of the file's bit depth, as `chunkBytes` counts them. `storedBytes` of the chunk in the file. */
export function largestDecodedBytes(layout: PageLayout, storedBytes: number): number {
  const { compression, bits } = layout
  if (compression === 1) return storedBytes
  const ratio = ratios[compression]
  if (ratio !== undefined) return storedBytes * ratio
  if (isJpegCompression(compression)) {
    const samples = layout.planar ? 1 : layout.samples
    return (mostJpegSamples(storedBytes, samples) * bits) / 8
  }
  const fax = faxKind(compression)
  if (fax === undefined) return Math.max(ordinaryChunkBytes, storedBytes * usualMost)
  const isTwoDimensional = fax === 'group4' || (fax === 'group3' && (layout.faxOptions & 1) > 0)
  if (!isTwoDimensional) return storedBytes * faxRowRatio
  // a row like the one above takes a single bit, however wide it is
  return Math.min(storedBytes * usualMost, chunkBytes(layout, storedBytes * 8))
}
