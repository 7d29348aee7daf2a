/**
 * Objects of a label image as outlines along the edges of their pixels: filling them by the centres of pixels
 * gives exactly the same pixels again. Holes and parts are rings of their own.
 */
import type { LabelImage } from '../images/types.ts'
import type { Ring } from '../imports/outlines.ts'

export interface TracedObject {
  readonly label: number
  /** Plane of a stack, from 0; an object has one entry per plane. */
  readonly z: number
  readonly rings: readonly Ring[]
}

/** `[y, x]` or `[z, y, x]`; sorted by plane and label. */
export function traceOutlines({ shape, data }: LabelImage): readonly TracedObject[] {
  const [height = 0, width = 0] = shape.slice(-2)
  const plane = height * width
  const depth = plane === 0 ? 0 : data.length / plane
  return Array.from({ length: depth }, (_, z) =>
    tracePlane(data.subarray(z * plane, (z + 1) * plane), width, height).map((object) => ({
      ...object,
      z,
    })),
  ).flat()
}

type Labels = LabelImage['data']

function tracePlane(labels: Labels, width: number, height: number): Omit<TracedObject, 'z'>[] {
  const edges = new Map<number, Map<number, number[]>>()
  const columns = width + 1
  const add = (label: number, from: number, to: number): void => {
    const own = edges.get(label) ?? new Map<number, number[]>()
    edges.set(label, own)
    const ends = own.get(from)
    if (ends) ends.push(to)
    else own.set(from, [to])
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const label = labels[at]!
      if (label === 0) continue
      // corners of the pixel; edges run clockwise, with the object to their right
      const corner = y * columns + x
      if (y === 0 || labels[at - width] !== label) add(label, corner, corner + 1)
      if (x === width - 1 || labels[at + 1] !== label) add(label, corner + 1, corner + columns + 1)
      if (y === height - 1 || labels[at + width] !== label)
        add(label, corner + columns + 1, corner + columns)
      if (x === 0 || labels[at - 1] !== label) add(label, corner + columns, corner)
    }
  }
  return [...edges]
    .sort(([a], [b]) => a - b)
    .map(([label, own]) => ({ label, rings: ringsOf(own, columns) }))
}

/** Joins the edges to closed rings; where two rings touch in a corner, each goes its own way. */
function ringsOf(edges: Map<number, number[]>, columns: number): Ring[] {
  const rings: Ring[] = []
  // the first of what remains, row by row, has nothing above or before it, so that it is a corner
  for (const start of [...edges.keys()].sort((a, b) => a - b)) {
    while ((edges.get(start)?.length ?? 0) > 0) {
      const corners = [start]
      let [from, at] = [start, edges.get(start)!.pop()!]
      while (at !== start) {
        const next = turn(from, at, edges.get(at)!, columns)
        if (next - at !== at - from) corners.push(at)
        ;[from, at] = [at, next]
      }
      rings.push(corners.flatMap((corner) => [corner % columns, Math.floor(corner / columns)]))
    }
  }
  return rings
}

/** Takes an edge that begins here: of two, the sharper turn to the right, which stays at the same pixel. */
function turn(from: number, at: number, ends: number[], columns: number): number {
  if (ends.length === 1) return ends.pop()!
  const right = rightOf(at - from, columns)
  const index = ends.findIndex((end) => end - at === right)
  return ends.splice(Math.max(0, index), 1)[0]!
}

function rightOf(step: number, columns: number): number {
  if (step === 1) return columns
  if (step === columns) return -1
  return step === -1 ? -columns : 1
}
