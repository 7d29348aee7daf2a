/** Damages a file's bytes in the ways that disks, networks and attackers do. Pure and seeded. */

/** A random number in [0, 1). */
export type Random = () => number

const extremes = [0, 1, 2, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff]

/** A changed copy; `headers` are places (byte offsets) around which structure stands. */
export function mutate(
  original: Uint8Array,
  headers: readonly number[],
  random: Random,
): Uint8Array {
  let bytes: Uint8Array = original.slice()
  const changes = 1 + Math.floor(random() * random() * 8)
  for (let change = 0; change < changes && bytes.length > 4; change++) {
    const change = kinds[Math.floor(random() * kinds.length)]!
    bytes = change(bytes, place(bytes, headers, random), random)
  }
  return bytes
}

/** Two of three changes hit a header: changed pixels alone prove little. */
function place(bytes: Uint8Array, headers: readonly number[], random: Random): number {
  const header = headers[Math.floor(random() * headers.length)]
  const at =
    header !== undefined && random() < 0.67
      ? header + Math.floor(random() * 256)
      : Math.floor(random() * bytes.length)
  return Math.min(at, bytes.length - 1)
}

type Change = (bytes: Uint8Array, at: number, random: Random) => Uint8Array

const flipBit: Change = (bytes, at, random) => {
  bytes[at]! ^= 1 << Math.floor(random() * 8)
  return bytes
}

const setByte: Change = (bytes, at, random) => {
  bytes[at] = Math.floor(random() * 256)
  return bytes
}

const setNumber: Change = (bytes, at, random) => {
  const value = extremes[Math.floor(random() * extremes.length)]!
  const littleEndian = random() < 0.5
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = random() < 0.5 ? 2 : 4
  if (at + width > bytes.length) return bytes
  if (width === 2) view.setUint16(at, value & 0xffff, littleEndian)
  else view.setUint32(at, value, littleEndian)
  return bytes
}

const truncate: Change = (bytes, at) => bytes.slice(0, Math.max(1, at))

const zeroRun: Change = (bytes, at, random) => bytes.fill(0, at, at + 1 + Math.floor(random() * 64))

const copyRun: Change = (bytes, at, random) => {
  const from = Math.floor(random() * bytes.length)
  bytes.copyWithin(at, from, from + 1 + Math.floor(random() * 64))
  return bytes
}

const insertRun: Change = (bytes, at, random) => {
  const run = 1 + Math.floor(random() * 16)
  const longer = new Uint8Array(bytes.length + run)
  longer.set(bytes.subarray(0, at))
  longer.set(bytes.subarray(at), at + run)
  return longer
}

const kinds: readonly Change[] = [
  ...[flipBit, setByte, setNumber, setNumber, truncate],
  ...[zeroRun, copyRun, insertRun],
]
