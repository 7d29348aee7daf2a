/** How large the objects of a label image are, and whether they touch: what a choice of metrics hangs on. Pure. */
import { componentsOfMask } from '../instances/connected-components.ts'
import type { LabelImage } from '../images/types.ts'

export interface ObjectFacts {
  /** Pixels of each object, unordered. */
  readonly areas: readonly number[]
  /** Objects with a pixel beside a pixel of another object (not over corners). */
  readonly touching: number
  readonly foreground: number
  readonly pixels: number
  readonly dimensions: number
}

/** One object per label, as the task `instances` has it. */
export function objectFacts(labels: LabelImage): ObjectFacts {
  const { data, shape } = labels
  const [width = 1, height = 1, depth = 1] = [...shape].reverse()
  const areas = new Map<number, number>()
  const touching = new Set<number>()
  for (let row = 0; row < height * depth; row++) {
    const steps = [
      ...(row % height < height - 1 ? [width] : []),
      ...(row < height * (depth - 1) ? [width * height] : []),
    ]
    const end = (row + 1) * width
    for (let i = row * width; i < end;) {
      const label = data[i]!
      const start = i
      while (++i < end && data[i] === label);
      if (label === 0) continue
      areas.set(label, (areas.get(label) ?? 0) + i - start)
      if (i < end && data[i] !== 0) touching.add(label).add(data[i]!)
      for (const step of steps) noteTouching(data, label, start + step, i + step, touching)
    }
  }
  return { ...facts(labels, [...areas.values()]), touching: touching.size }
}

/** The other labels between `start` and `end` touch `label`. */
function noteTouching(
  data: Uint32Array,
  label: number,
  start: number,
  end: number,
  touching: Set<number>,
): void {
  let last = label
  for (let i = start; i < end; i++) {
    const other = data[i]!
    if (other === last || other === 0) continue
    last = other
    if (other !== label) touching.add(label).add(other)
  }
}

/** One object per piece of the foreground (corners count as touching), as the task `semantic` has it. */
export function pieceFacts(labels: LabelImage): ObjectFacts {
  const data = new Uint8Array(labels.data.length)
  for (let i = 0; i < data.length; i++) if (labels.data[i] !== 0) data[i] = 1
  const pieces = componentsOfMask({ shape: labels.shape, data }, 'full')
  const areas = new Uint32Array(pieces.count + 1)
  for (const piece of pieces.data) areas[piece]! += 1
  return { ...facts(labels, [...areas.subarray(1)]), touching: 0 }
}

function facts({ shape, data }: LabelImage, areas: readonly number[]) {
  return {
    areas,
    foreground: areas.reduce((sum, area) => sum + area, 0),
    pixels: data.length,
    dimensions: shape.length,
  }
}
