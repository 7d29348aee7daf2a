/**
 * Thinning of a plane to lines one pixel wide (Zhang & Suen, Commun. ACM 27:236, 1984), with the
 * exceptions of scikit-image (0.19). The algorithm is part of every metric that uses a skeleton.
 */
import type { Mask } from '../../images/types.ts'

export function skeleton2d(mask: Mask): Mask {
  const [height = 0, width = 0] = mask.shape
  const padded = pad(mask.data, height, width)
  thin(padded, width + 2)
  const data = new Uint8Array(height * width)
  for (let y = 0; y < height; y++) {
    const row = (y + 1) * (width + 2) + 1
    data.set(padded.subarray(row, row + width), y * width)
  }
  return { shape: mask.shape, data }
}

/**
 * Passes look at the border only, a list that grows inwards as pixels go: all eight neighbours of any other
 * pixel are foreground, and such a pixel never goes.
 */
function thin(padded: Uint8Array, stride: number): void {
  const around = [-stride - 1, -stride, -stride + 1, -1, 1, stride - 1, stride, stride + 1]
  const { list: border, listed, count: before } = borderOf(padded, stride)
  const removed = new Int32Array(border.length)
  let count = before
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false
    for (const removable of [firstPass, secondPass]) {
      // all decisions of a pass look at the image before it
      let removals = 0
      let kept = 0
      for (let b = 0; b < count; b++) {
        const i = border[b]!
        if (removable[ringAt(padded, i, stride)] === 1) removed[removals++] = i
        else border[kept++] = i
      }
      count = kept
      for (let r = 0; r < removals; r++) padded[removed[r]!] = 0
      for (let r = 0; r < removals; r++)
        for (const step of around) {
          const i = removed[r]! + step
          if (padded[i] === 0 || listed[i] === 1) continue
          listed[i] = 1
          border[count++] = i
        }
      if (removals > 0) hasChanged = true
    }
  }
}

/** Foreground with background beside or at a corner, listed, with room for all foreground. */
function borderOf(padded: Uint8Array, stride: number) {
  let foreground = 0
  for (let i = 0; i < padded.length; i++) foreground += padded[i]!
  const list = new Int32Array(foreground)
  const listed = new Uint8Array(padded.length)
  let count = 0
  for (let i = 0; i < padded.length; i++) {
    if (padded[i] === 0 || ringAt(padded, i, stride) === 255) continue
    listed[i] = 1
    list[count++] = i
  }
  return { list, listed, count }
}

/** One pixel of background on every side. */
function pad(data: Uint8Array, height: number, width: number): Uint8Array {
  const padded = new Uint8Array((height + 2) * (width + 2))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (data[y * width + x] !== 0) padded[(y + 1) * (width + 2) + x + 1] = 1
  return padded
}

/** The eight neighbours as bits, clockwise from the upper left. */
function ringAt(data: Uint8Array, i: number, stride: number): number {
  return (
    data[i - stride - 1]! |
    (data[i - stride]! << 1) |
    (data[i - stride + 1]! << 2) |
    (data[i + 1]! << 3) |
    (data[i + stride + 1]! << 4) |
    (data[i + stride]! << 5) |
    (data[i + stride - 1]! << 6) |
    (data[i - 1]! << 7)
  )
}

const NORTH = 1 << 1
const EAST = 1 << 3
const SOUTH = 1 << 5
const WEST = 1 << 7

/**
 * Rings that ImageJ's table, which scikit-image took over, treats unlike the paper: diagonal steps are
 * thinned to one pixel, and some corners go in one pass only.
 */
const exceptions = {
  firstPass: {
    remove: [10, 11, 40, 130, 134, 160, 161, 194, 198],
    keep: [24, 48, 56, 96, 129, 192, 224],
  },
  secondPass: {
    remove: [10, 26, 40, 104, 108, 130, 160, 176],
    keep: [3, 6, 12, 14, 48, 129, 131],
  },
} as const

const firstPass = removableRings([NORTH | EAST | SOUTH, EAST | SOUTH | WEST], exceptions.firstPass)
const secondPass = removableRings(
  [NORTH | EAST | WEST, NORTH | SOUTH | WEST],
  exceptions.secondPass,
)

/** 1 for rings of 2 to 6 neighbours in one run that fill none of the `corners`, and for the exceptions. */
function removableRings(
  corners: readonly number[],
  { remove, keep }: { readonly remove: readonly number[]; readonly keep: readonly number[] },
): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, ring) => {
    if (remove.includes(ring)) return 1
    if (keep.includes(ring)) return 0
    const neighbours = bitCount(ring)
    const runs = bitCount(~ring & rotate(ring))
    const isOpen = corners.every((corner) => (ring & corner) !== corner)
    return neighbours >= 2 && neighbours <= 6 && runs === 1 && isOpen ? 1 : 0
  })
}

function rotate(ring: number): number {
  return ((ring >> 1) | (ring << 7)) & 0xff
}

function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits & 0xff; rest !== 0; rest &= rest - 1) count++
  return count
}
