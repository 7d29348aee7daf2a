/**
 * Size of the piece of surface that passes between 2 x 2 pixels (a length) or 2 x 2 x 2 (an area), by which
 * of them are foreground: pieces join the midpoints of pixel edges, as google-deepmind/surface-distance
 * (1f805ce) has it. A code has one bit per pixel: bit 4 z + 2 y + x.
 */

type Spacing = readonly number[]

/** By code, 16 or 256 entries; `spacing` per axis in array order, of two or three axes. */
export function elementSizes(spacing: Spacing): Float64Array {
  return spacing.length === 3
    ? Float64Array.from({ length: 256 }, (_, code) => areaOf(code, spacing))
    : Float64Array.from({ length: 16 }, (_, code) => lengthOf(code, spacing))
}

function lengthOf(code: number, [y = 1, x = 1]: Spacing): number {
  const corner = Math.hypot(y, x) / 2
  const ones = bitsOf(code).length
  if (ones === 0 || ones === 4) return 0
  if (ones !== 2) return corner
  if (code === 0b0011 || code === 0b1100) return x
  return code === 0b0101 || code === 0b1010 ? y : 2 * corner
}

/** The fewer of foreground and background, each group of face neighbours for itself. */
function areaOf(code: number, spacing: Spacing): number {
  const ones = bitsOf(code)
  const fewer = ones.length <= 4 ? ones : bitsOf(255 - code)
  return groups(fewer).reduce(
    (sum, group) => sum + normalsOf(group).reduce((all, n) => all + scaledLength(n, spacing), 0),
    0,
  )
}

/** Along z, y, x; its length is the area of a triangle of the piece where pixels are cubes. Signs do not matter. */
type Normal = readonly [z: number, y: number, x: number]

const slanted = (size: number): Normal => [size, size, size]
const along = (axis: number, size: number): Normal =>
  [0, 1, 2].map((a) => (a === axis ? size : 0)) as unknown as Normal
const across = (axis: number, size: number): Normal =>
  [0, 1, 2].map((a) => (a === axis ? 0 : size)) as unknown as Normal

/** Triangles around a group of one to four corners of the cube. */
function normalsOf(group: readonly number[]): readonly Normal[] {
  const edges = edgesWithin(group)
  if (group.length === 1) return [slanted(1 / 8)]
  if (group.length === 2) {
    const rectangle = across(edges[0]!.axis, 1 / 4)
    return [rectangle, rectangle]
  }
  const flat = [0, 1, 2].find((axis) => edges.every((edge) => edge.axis !== axis))
  if (group.length === 3) return [along(flat!, 1 / 2), slanted(1 / 4), slanted(1 / 8)]
  if (flat !== undefined) return [along(flat, 1)]
  const middle = middleOf(edges, group)
  if (middle === null) return [slanted(3 / 4)]
  // a path along all three axes
  const ends = edges.filter((edge) => edge !== middle)
  return [slanted(1 / 8), slanted(3 / 8), ...ends.map(({ axis }) => across(axis, 1 / 4))]
}

interface Edge {
  readonly a: number
  readonly b: number
  readonly axis: number
}

function edgesWithin(group: readonly number[]): readonly Edge[] {
  return group.flatMap((a, place) =>
    group.slice(place + 1).flatMap((b) => {
      const axis = [4, 2, 1].indexOf(a ^ b)
      return axis < 0 ? [] : [{ a, b, axis }]
    }),
  )
}

/** Of four corners in a path the edge between the inner two; null where three edges meet in one corner. */
function middleOf(edges: readonly Edge[], group: readonly number[]): Edge | null {
  const inner = group.filter(
    (corner) => edges.filter(({ a, b }) => a === corner || b === corner).length === 2,
  )
  return edges.find(({ a, b }) => inner.includes(a) && inner.includes(b)) ?? null
}

function groups(corners: readonly number[]): readonly (readonly number[])[] {
  const left = new Set(corners)
  const found: number[][] = []
  for (const first of corners) {
    if (!left.delete(first)) continue
    const group = [first]
    // grows while it is walked
    for (const corner of group)
      for (const step of [4, 2, 1]) if (left.delete(corner ^ step)) group.push(corner ^ step)
    found.push(group.sort((a, b) => a - b))
  }
  return found
}

function scaledLength([nz, ny, nx]: Normal, [z = 1, y = 1, x = 1]: Spacing): number {
  return Math.hypot(nz * y * x, ny * z * x, nx * z * y)
}

function bitsOf(code: number): readonly number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (code >> bit) & 1)
}
