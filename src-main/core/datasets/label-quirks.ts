/** Slips of annotation and of export that a label image shows by itself, in one walk and one over its holes. Pure. */
import { componentsOfMask } from '../instances/connected-components.ts'
import type { LabelImage } from '../images/types.ts'

export interface LabelQuirks {
  /** Objects with a pixel in an outermost row or column; of stacks also in the first or last plane. */
  readonly onBorder: number
  /** Labels of objects that enclose background within a plane, in rising order. */
  readonly withHoles: readonly number[]
  /** Labels of objects of at most `speckPixels` pixels, in rising order. */
  readonly specks: readonly number[]
  /** A stack whose planes each number their objects from 1 on, so that a label means another object in each. */
  readonly restartsInEveryPlane: boolean
}

/** So few pixels are rather a slip of the pen than an object. */
export const speckPixels = 3
/** Planes with objects that a stack must have before its numbering tells anything. */
const fewestPlanes = 3
/** Share of labels that do not overlap their namesake in the next plane, from which on they are others. */
const strangersShare = 0.25

export function labelQuirks({ shape, data }: LabelImage): LabelQuirks {
  const [width = 1, height = 1, depth = 1] = [...shape].reverse()
  const areas = new Map<number, number>()
  const onBorder = new Set<number>()
  for (let row = 0; row < height * depth; row++) {
    const y = row % height
    const z = Math.floor(row / height)
    const isOuter = y === 0 || y === height - 1 || (depth > 1 && (z === 0 || z === depth - 1))
    const end = (row + 1) * width
    for (let i = row * width; i < end;) {
      const label = data[i]!
      const start = i
      while (++i < end && data[i] === label);
      if (label === 0) continue
      areas.set(label, (areas.get(label) ?? 0) + i - start)
      if (isOuter || start === row * width || i === end) onBorder.add(label)
    }
  }
  return {
    onBorder: onBorder.size,
    withHoles: inOrder(labelsWithHoles(data, width, height, depth)),
    specks: inOrder([...areas].filter(([, area]) => area <= speckPixels).map(([label]) => label)),
    restartsInEveryPlane: depth > 1 && restarts(data, width * height, depth),
  }
}

/** Background pieces (pixels that share a side) that reach no edge of their plane and border one label alone. */
function labelsWithHoles(
  data: Uint32Array,
  width: number,
  height: number,
  depth: number,
): Set<number> {
  const found = new Set<number>()
  const plane = width * height
  for (let z = 0; z < depth; z++) {
    const own = data.subarray(z * plane, (z + 1) * plane)
    if (!own.includes(0)) continue
    const mask = Uint8Array.from(own, (label) => (label === 0 ? 1 : 0))
    const pieces = componentsOfMask({ shape: [height, width], data: mask }, 'cross')
    /** 0: nothing seen yet; -1: reaches the edge or several objects; else the label around. */
    const around = new Float64Array(pieces.count + 1)
    const see = (piece: number, label: number): void => {
      const known = around[piece]!
      if (known === 0) around[piece] = label
      else if (known !== label) around[piece] = -1
    }
    for (let i = 0; i < plane; i++) {
      const piece = pieces.data[i]!
      if (piece === 0 || around[piece] === -1) continue
      const x = i % width
      if (x === 0 || x === width - 1 || i < width || i >= plane - width) {
        around[piece] = -1
        continue
      }
      for (const beside of [i - 1, i + 1, i - width, i + width])
        if (own[beside] !== 0) see(piece, own[beside]!)
    }
    for (const label of around) if (label > 0) found.add(label)
  }
  return found
}

/** Every plane with objects has the labels 1 to their number, and many are not where their namesake is. */
function restarts(data: Uint32Array, plane: number, depth: number): boolean {
  let planes = 0
  let pairs = 0
  let strangers = 0
  let before = new Set<number>()
  for (let z = 0; z < depth; z++) {
    const own = data.subarray(z * plane, (z + 1) * plane)
    const labels = new Set(own)
    labels.delete(0)
    if (labels.size > 0) {
      planes++
      for (let label = 1; label <= labels.size; label++) if (!labels.has(label)) return false
    }
    const shared = [...labels].filter((label) => before.has(label))
    if (shared.length > 0) {
      const former = data.subarray((z - 1) * plane, z * plane)
      const overlapping = new Set<number>()
      for (let i = 0; i < plane; i++)
        if (own[i] !== 0 && own[i] === former[i]) overlapping.add(own[i]!)
      pairs += shared.length
      strangers += shared.filter((label) => !overlapping.has(label)).length
    }
    before = labels
  }
  return planes >= fewestPlanes && pairs > 0 && strangers >= strangersShare * pairs
}

function inOrder(labels: Iterable<number>): readonly number[] {
  return [...labels].sort((a, b) => a - b)
}
