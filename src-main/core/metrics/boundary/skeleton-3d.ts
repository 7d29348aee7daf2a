/**
 * Thinning of a volume to lines (Lee, Kashyap & Chu, CVGIP 56:462, 1994): border voxels are removed
 * direction by direction as long as they end no line, keep the Euler characteristic and are simple.
 * The order of directions is that of scikit-image (0.19), whose skeletons it reproduces.
 */
import type { Mask } from '../../images/types.ts'

export function skeleton3d(mask: Mask): Mask {
  const volume = padded(mask)
  const { data, offsets } = volume
  let active = [...data.keys()].filter((i) => data[i] === 1)
  for (let unchanged = 0; unchanged < volume.directions.length;) {
    unchanged = 0
    for (const direction of volume.directions) {
      const candidates = active.filter(
        (i) => data[i + direction] === 0 && isRemovable(neighbourhood(data, i, offsets)),
      )
      let removed = false
      for (const i of candidates)
        // an earlier removal of this pass may have made it essential
        if (isSimple(neighbourhood(data, i, offsets))) {
          data[i] = 0
          removed = true
        }
      if (removed) active = active.filter((i) => data[i] === 1)
      else unchanged++
    }
  }
  return { shape: mask.shape, data: volume.cropped() }
}

function padded({ shape, data }: Mask) {
  const [depth = 0, height = 0, width = 0] = shape
  const row = width + 2
  const plane = row * (height + 2)
  const inside = (i: number): number => {
    const x = i % width
    const y = Math.floor(i / width) % height
    const z = Math.floor(i / (width * height))
    return (z + 1) * plane + (y + 1) * row + x + 1
  }
  const copy = new Uint8Array(plane * (depth + 2))
  data.forEach((value, i) => {
    if (value !== 0) copy[inside(i)] = 1
  })
  return {
    data: copy,
    directions: [-row, row, 1, -1, plane, -plane],
    offsets: steps.map(({ z, y, x }) => z * plane + y * row + x),
    cropped: () => data.map((_, i) => copy[inside(i)]!),
  }
}

interface Step {
  readonly z: number
  readonly y: number
  readonly x: number
}

/** The 26 neighbours. */
const steps: readonly Step[] = [-1, 0, 1].flatMap((z) =>
  [-1, 0, 1].flatMap((y) =>
    [-1, 0, 1].flatMap((x) => (z === 0 && y === 0 && x === 0 ? [] : [{ z, y, x }])),
  ),
)

/** The 26 neighbours as bits, in the order of `steps`. */
function neighbourhood(data: Uint8Array, i: number, offsets: readonly number[]): number {
  let bits = 0
  for (let n = 0; n < offsets.length; n++) bits |= data[i + offsets[n]!]! << n
  return bits
}

function isRemovable(bits: number): boolean {
  const isLineEnd = bits !== 0 && (bits & (bits - 1)) === 0
  return !isLineEnd && eulerChange(bits) === 0 && isSimple(bits)
}

/** Bits of the neighbours that share a corner, edge or face of the voxel with each octant. */
const octants = [-1, 1].flatMap((z) =>
  [-1, 1].flatMap((y) =>
    [-1, 1].map((x) => {
      const bitOf = (step: Step): number =>
        1 <<
        steps.findIndex((known) => known.z === step.z && known.y === step.y && known.x === step.x)
      return {
        all: steps.reduce(
          (bits, step, n) =>
            [0, z].includes(step.z) && [0, y].includes(step.y) && [0, x].includes(step.x)
              ? bits | (1 << n)
              : bits,
          0,
        ),
        faces: [bitOf({ z, y: 0, x: 0 }), bitOf({ z: 0, y, x: 0 }), bitOf({ z: 0, y: 0, x })],
        edges: [
          bitOf({ z, y, x: 0 }) | bitOf({ z, y: 0, x: 0 }) | bitOf({ z: 0, y, x: 0 }),
          bitOf({ z, y: 0, x }) | bitOf({ z, y: 0, x: 0 }) | bitOf({ z: 0, y: 0, x }),
          bitOf({ z: 0, y, x }) | bitOf({ z: 0, y, x: 0 }) | bitOf({ z: 0, y: 0, x }),
        ],
      }
    }),
  ),
)

/**
 * Eight times the Euler characteristic that goes with the voxel: its corners, edges and faces that no
 * neighbour holds, and the voxel. Per octant a corner counts whole, an edge half, a face a quarter, the body an eighth.
 */
function eulerChange(bits: number): number {
  let change = 0
  for (const { all, edges, faces } of octants) {
    if ((bits & all) === 0) change += 8
    for (const edge of edges) if ((bits & edge) === 0) change -= 4
    for (const face of faces) if ((bits & face) === 0) change += 2
    change -= 1
  }
  return change
}

/** Per neighbour, the neighbours that touch it (26-connected), the centre aside. */
const touching = steps.map((a) =>
  steps.reduce((bits, b, n) => {
    const apart = Math.max(Math.abs(a.z - b.z), Math.abs(a.y - b.y), Math.abs(a.x - b.x))
    return apart === 1 ? bits | (1 << n) : bits
  }, 0),
)

/** The neighbours hang together without the voxel. */
function isSimple(bits: number): boolean {
  let group = bits & -bits
  for (let before = 0; before !== group;) {
    before = group
    for (let n = 0; n < touching.length; n++)
      if ((group & (1 << n)) !== 0) group |= touching[n]! & bits
  }
  return group === bits
}
