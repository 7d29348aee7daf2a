/**
 * The LZ4 block format (lz4_Block_format.md): runs of literals and copies of what was written before.
 * Decoded here because every copy is checked, so that damaged data are an error and never stray pixels.
 */
import { DamagedChunk } from './damaged-chunk.ts'

/** Fills `out` exactly; DamagedChunk otherwise. A hot loop: plain index arithmetic, nothing allocated. */
export function decodeLz4(stored: Uint8Array, out: Uint8Array): void {
  const inEnd = stored.length
  const outEnd = out.length
  let from = 0
  let at = 0
  while (from < inEnd) {
    const token = stored[from++]!
    let literals = token >> 4
    if (literals === 15) {
      let more: number
      do {
        if (from >= inEnd) throw endsEarly()
        more = stored[from++]!
        literals += more
      } while (more === 255)
    }
    if (from + literals > inEnd) throw endsEarly()
    if (at + literals > outEnd) throw tooLong(outEnd)
    if (literals > 24) {
      out.set(stored.subarray(from, from + literals), at)
      at += literals
      from += literals
    } else {
      for (const end = at + literals; at < end;) out[at++] = stored[from++]!
    }
    if (from === inEnd) break // the last sequence has no copy
    if (from + 2 > inEnd) throw endsEarly()
    const distance = stored[from]! | (stored[from + 1]! << 8)
    from += 2
    let length = (token & 15) + 4
    if (length === 19) {
      let more: number
      do {
        if (from >= inEnd) throw endsEarly()
        more = stored[from++]!
        length += more
      } while (more === 255)
    }
    if (distance === 0 || distance > at)
      throw new DamagedChunk('LZ4 data copy from before their start')
    if (at + length > outEnd) throw tooLong(outEnd)
    at = copyBack(out, at, distance, length)
  }
  if (at !== outEnd) {
    throw new DamagedChunk(`LZ4 data unpack to ${at} bytes, and ${outEnd} are needed`)
  }
}

/** Copies `length` bytes from `distance` before `at`, which may overlap what is written; the new end. */
export function copyBack(out: Uint8Array, at: number, distance: number, length: number): number {
  const end = at + length
  if (distance === 1) out.fill(out[at - 1]!, at, end)
  else if (distance >= length && length > 24) out.copyWithin(at, at - distance, end - distance)
  else for (let i = at; i < end; i++) out[i] = out[i - distance]!
  return end
}

function endsEarly(): DamagedChunk {
  return new DamagedChunk('LZ4 data end early')
}

function tooLong(outEnd: number): DamagedChunk {
  return new DamagedChunk(`LZ4 data unpack to more than the ${outEnd} bytes that are needed`)
}
