/**
 * Colours of label ids: a seeded cycle, so that neighbouring ids look unlike and the same id has the same
 * colour in every pane. Background (0) has none. Pure.
 */

/** A prime, so that regular steps between ids do not repeat colours early. */
export const paletteSize = 97

/** RGBA bytes of every entry; the seed shuffles the order. */
export function labelPalette(seed: number): Uint8Array {
  const order = shuffled(paletteSize, seed)
  const bytes = new Uint8Array(paletteSize * 4)
  for (let index = 0; index < paletteSize; index++) {
    const turn = order[index] ?? index
    // Hue around the circle; lightness in three steps, all light enough on a dark image.
    const [r, g, b] = hslToRgb((turn * 360) / paletteSize, 0.75, 0.55 + 0.09 * (turn % 3))
    bytes.set([r, g, b, 255], index * 4)
  }
  return bytes
}

/** Entry of an id, 1 to 2^32 - 1; as the shader computes it. */
export function paletteIndex(label: number): number {
  return (label - 1) % paletteSize
}

/** Fisher-Yates with a small generator (mulberry32), so that a seed means the same everywhere. */
function shuffled(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  let state = seed >>> 0
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  for (let index = count - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[order[index], order[other]] = [order[other]!, order[index]!]
  }
  return order
}

function hslToRgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const a = saturation * Math.min(lightness, 1 - lightness)
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}
