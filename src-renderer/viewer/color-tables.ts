/**
 * Colour tables for gray values: 256 colours between few given ones. Viridis, magma and inferno after
 * matplotlib (van der Walt and Smith, CC0), at ten places; the others run from black to one colour. Pure.
 */

const places = {
  grays: '000000 ffffff',
  green: '000000 00ff00',
  magenta: '000000 ff00ff',
  cyan: '000000 00ffff',
  red: '000000 ff0000',
  yellow: '000000 ffff00',
  blue: '000000 3c64ff',
  viridis: '440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725',
  magma: '000004 180f3d 440f76 721f81 9e2f7f cd4071 f1605d fd9668 feca8d fcfdbf',
  inferno: '000004 1b0c41 4a0c6b 781c6d a52c60 cf4446 ed6925 fb9b06 f7d13d fcffa4',
} as const
export type ColorTable = keyof typeof places
export const colorTables = Object.keys(places) as readonly ColorTable[]

const built = new Map<ColorTable, Uint8Array>()

/** RGBA bytes of 256 entries; the same object for the same name. */
export function colorTableBytes(name: ColorTable): Uint8Array {
  const known = built.get(name)
  if (known) return known
  const stops = places[name].split(' ').map(rgbOf)
  const bytes = new Uint8Array(256 * 4)
  for (let entry = 0; entry < 256; entry++) {
    const at = (entry / 255) * (stops.length - 1)
    const from = Math.min(Math.floor(at), stops.length - 2)
    for (let k = 0; k < 3; k++) {
      const [a, b] = [stops[from]![k]!, stops[from + 1]![k]!]
      bytes[entry * 4 + k] = Math.round(a + (b - a) * (at - from))
    }
    bytes[entry * 4 + 3] = 255
  }
  built.set(name, bytes)
  return bytes
}

/** Told apart by people with any colour vision as far as their number allows: two are magenta and green. */
export function channelTable(channel: number, count: number): ColorTable {
  const own: readonly ColorTable[] =
    count === 1
      ? ['grays']
      : count === 2
        ? ['magenta', 'green']
        : ['cyan', 'magenta', 'yellow', 'grays', 'red', 'blue']
  return own[channel % own.length]!
}

function rgbOf(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}
