/**
 * How long instances from outputs take: synthetic networks' outputs of the sizes that the promises name
 * (StarDist suppression and Cellpose dynamics, 1024 x 1024). Functions only; `bench.ts` decides what runs.
 */
import type { RealImage } from '../../src-main/core/images/types.ts'
import {
  cellPixels,
  decodeCellpose,
} from '../../src-main/core/instances/cellpose/decode-cellpose.ts'
import { followFlows } from '../../src-main/core/instances/cellpose/follow-flows.ts'
import { gatherEnds } from '../../src-main/core/instances/cellpose/gather-ends.ts'
import { findCandidates } from '../../src-main/core/instances/stardist/candidates.ts'
import { decodeStardist2d } from '../../src-main/core/instances/stardist/decode-stardist-2d.ts'
import { suppressPolygons } from '../../src-main/core/instances/stardist/suppress-polygons.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { createRandom } from '../contract/small-dataset.ts'

interface Ellipse {
  readonly x: number
  readonly y: number
  readonly a: number
  readonly b: number
  readonly cos: number
  readonly sin: number
}

/** Small, fast, seeded: a field of ellipses on a jittered lattice that touch here and there. */
function ellipses(side: number, count: number, random: () => number): Ellipse[] {
  const columns = Math.ceil(Math.sqrt(count))
  const spacing = side / columns
  return Array.from({ length: count }, (_, index) => {
    const angle = random() * Math.PI
    return {
      x: ((index % columns) + 0.5 + (random() - 0.5) * 0.3) * spacing,
      y: (Math.floor(index / columns) + 0.5 + (random() - 0.5) * 0.3) * spacing,
      a: spacing * (0.42 + 0.1 * random()),
      b: spacing * (0.32 + 0.1 * random()),
      cos: Math.cos(angle),
      sin: Math.sin(angle),
    }
  })
}

function forEachInside(
  { x, y, a, b, cos, sin }: Ellipse,
  side: number,
  visit: (pixel: number, u: number, v: number) => void,
): void {
  for (let row = Math.max(0, Math.floor(y - a)); row <= Math.min(side - 1, y + a); row++) {
    for (
      let column = Math.max(0, Math.floor(x - a));
      column <= Math.min(side - 1, x + a);
      column++
    ) {
      const u = ((column - x) * cos + (row - y) * sin) / a
      const v = ((row - y) * cos - (column - x) * sin) / b
      if (u * u + v * v < 1) visit(row * side + column, u, v)
    }
  }
}

export interface StarOutput {
  readonly probability: RealImage
  readonly distances: readonly RealImage[]
}

/** Distances to the outline in `rays` directions with 5 % noise; the probability falls towards the outline. */
export function starOutput(
  side: number,
  count: number,
  rays: number,
  random: () => number,
): StarOutput {
  const shape = [side, side]
  const probability = new Float32Array(side * side)
  const distances = Array.from({ length: rays }, () => new Float32Array(side * side).fill(1))
  for (const ellipse of ellipses(side, count, random)) {
    const { a, b, cos, sin } = ellipse
    forEachInside(ellipse, side, (pixel, u, v) => {
      const depth = 1 - Math.sqrt(u * u + v * v)
      probability[pixel] = Math.min(0.999, 1.15 * Math.sqrt(depth)) * (0.95 + 0.05 * random())
      for (let ray = 0; ray < rays; ray++) {
        const [dx, dy] = [
          Math.cos((2 * Math.PI * ray) / rays),
          Math.sin((2 * Math.PI * ray) / rays),
        ]
        const p = (dx * cos + dy * sin) / a
        const q = (dy * cos - dx * sin) / b
        const half = u * p + v * q
        const square = p * p + q * q
        const reach = (Math.sqrt(half * half + square * (1 - u * u - v * v)) - half) / square
        distances[ray]![pixel] = reach * (0.975 + 0.05 * random())
      }
    })
  }
  return {
    probability: { shape, data: probability },
    distances: distances.map((data) => ({ shape, data })),
  }
}

export interface FlowOutput {
  readonly flowY: RealImage
  readonly flowX: RealImage
  readonly cellProbability: RealImage
}

/** Flows towards the centres, five times unit length as networks give them, and logits of +-6, with noise. */
export function flowOutput(side: number, count: number, random: () => number): FlowOutput {
  const shape = [side, side]
  const [flowY, flowX] = [new Float32Array(side * side), new Float32Array(side * side)]
  const cellProbability = new Float32Array(side * side).fill(-6)
  for (const ellipse of ellipses(side, count, random)) {
    const { x, y } = ellipse
    forEachInside(ellipse, side, (pixel) => {
      const [dy, dx] = [y - Math.floor(pixel / side), x - (pixel % side)]
      const length = Math.hypot(dy, dx) + 1e-6
      flowY[pixel] = (5 * dy) / length + random() - 0.5
      flowX[pixel] = (5 * dx) / length + random() - 0.5
      cellProbability[pixel] = 6
    })
  }
  return {
    flowY: { shape, data: flowY },
    flowX: { shape, data: flowX },
    cellProbability: { shape, data: cellProbability },
  }
}

const side = 1024
const runs = 5

/** What the promises name, and the whole decodings around them; the first run, unwarmed, and the median of others. */
export function benchDecoding(): void {
  const rows: string[][] = []
  const measure = (name: string, work: () => number): void => {
    const milliseconds: number[] = []
    let found = 0
    for (let run = 0; run <= runs; run++) {
      const started = performance.now()
      found = work()
      milliseconds.push(performance.now() - started)
    }
    const [first = NaN, ...others] = milliseconds
    const median = others.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN
    rows.push([name, first.toFixed(0), median.toFixed(0), String(found)])
  }
  const stars = starOutput(side, 1400, 32, createRandom(1))
  const source = {
    width: side,
    height: side,
    distances: stars.distances.map(({ data }) => data),
    grid: [1, 1] as const,
  }
  for (const probabilityThreshold of [0.7, 0.5]) {
    const choice = { probabilityThreshold, border: 2 }
    const { count } = findCandidates(stars.probability, choice)
    measure(`StarDist suppression, ${count} candidates`, () => {
      const candidates = findCandidates(stars.probability, choice)
      return suppressPolygons(candidates, source, 0.4).length
    })
  }
  const starOptions = { probabilityThreshold: 0.5, border: 2, suppressionThreshold: 0.4 }
  measure('StarDist, whole decoding', () => {
    const options = { ...starOptions, grid: [1, 1] as const }
    return decodeStardist2d(stars.probability, stars.distances, options).points.length
  })
  const { flowY, flowX, cellProbability } = flowOutput(side, 500, createRandom(1))
  const pixels = cellPixels(cellProbability, 0)
  const largestOf = ({ data }: { data: Uint32Array }): number =>
    data.reduce((largest, label) => Math.max(largest, label), 0)
  measure('Cellpose dynamics, 200 steps', () =>
    largestOf(gatherEnds(followFlows(flowY, flowX, pixels, 200), [side, side], 0.4)),
  )
  measure('Cellpose, whole decoding', () =>
    largestOf(
      decodeCellpose(flowY, flowX, cellProbability, {
        cellProbabilityThreshold: 0,
        flowThreshold: 0.4,
        steps: 200,
        minimumAreaPx: 15,
        largestFraction: 0.4,
      }),
    ),
  )
  const head = [`instances, ${side} x ${side}`, 'first ms', 'median ms', 'objects']
  process.stdout.write(`${table(head, rows)}\n\n`)
}
