/** BloscLZ, the compression that c-blosc itself brings (blosclz.c, a descendant of FastLZ), every copy checked. */
import { DamagedChunk } from './damaged-chunk.ts'
import { copyBack } from './lz4.ts'

/** Distances from here on are stated in two further bytes. */
const nearDistance = 8191

/** Fills `out` exactly; DamagedChunk otherwise. */
export function decodeBloscLz(stored: Uint8Array, out: Uint8Array): void {
  let from = 0
  let at = 0
  const next = (): number => {
    if (from >= stored.length) throw new DamagedChunk('BloscLZ data end early')
    return stored[from++]!
  }
  let control = next() & 31
  for (;;) {
    if (control < 32) {
      const literals = control + 1
      if (from + literals > stored.length) throw new DamagedChunk('BloscLZ data end early')
      if (at + literals > out.length) throw tooLong(out.length)
      for (const end = at + literals; at < end;) out[at++] = stored[from++]!
    } else {
      let length = (control >> 5) - 1
      if (length === 6) {
        let more: number
        do {
          more = next()
          length += more
        } while (more === 255)
      }
      length += 3
      const high = control & 31
      const low = next()
      let distance = (high << 8) + low
      if (low === 255 && high === 31) distance = nearDistance + (next() << 8) + next()
      distance += 1
      if (distance > at) throw new DamagedChunk('BloscLZ data copy from before their start')
      if (at + length > out.length) throw tooLong(out.length)
      at = copyBack(out, at, distance, length)
    }
    if (from >= stored.length) break
    control = stored[from++]!
  }
  if (at !== out.length) {
    throw new DamagedChunk(`BloscLZ data unpack to ${at} bytes, and ${out.length} are needed`)
  }
}

function tooLong(outEnd: number): DamagedChunk {
  return new DamagedChunk(`BloscLZ data unpack to more than the ${outEnd} bytes that are needed`)
}
