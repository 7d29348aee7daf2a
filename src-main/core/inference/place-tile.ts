/** Writes the part of a tile's output that belongs to it where it belongs, in output pixels. */
import { forEachRow } from './copy-block.ts'
import { scaled, type OutputAxis } from './output-axes.ts'
import { elementCount, type Tensor } from './tensor.ts'
import type { TensorStore } from './tensor-store.ts'
import type { BlendSpan } from './blend.ts'
import type { TileSpan } from './tile-plan.ts'

/** Per axis of the output: from where in the tile's output, to where in the whole, how many pixels. */
export interface OutputPart {
  readonly sourceStart: readonly number[]
  readonly targetStart: readonly number[]
  readonly size: readonly number[]
}

/** `spanOf` gives the tile's span along an axis of the input. */
export function outputPart(
  shape: readonly number[],
  axes: readonly OutputAxis[],
  spanOf: (axis: string) => TileSpan,
): OutputPart {
  const parts = shape.map((length, position) => {
    const axis = axes[position]
    if (!axis) return { source: 0, target: 0, size: length }
    const { start, from, to } = spanOf(axis.axis)
    const target = scaled(from, axis.factor)
    // `start` is a multiple of the factor's denominator, so this is exact
    const begin = (start * axis.factor.numerator) / axis.factor.denominator
    return {
      source: target - begin - axis.marginPx,
      target,
      size: scaled(to, axis.factor) - target,
    }
  })
  return {
    sourceStart: parts.map(({ source }) => source),
    targetStart: parts.map(({ target }) => target),
    size: parts.map(({ size }) => size),
  }
}

export function placeTile(result: Tensor, part: OutputPart, store: TensorStore): void {
  store.write({ ...result, start: part.sourceStart }, part.targetStart, part.size)
}

/** Adds the tile's values, each times its weight; the weights of all tiles at a pixel sum up to one. */
export async function addTile(
  result: Tensor,
  part: OutputPart,
  weights: readonly (BlendSpan | null)[],
  store: TensorStore,
): Promise<void> {
  const box = { start: part.targetStart, size: part.size }
  const sum = await store.read(box)
  const strengths = new Float64Array(elementCount(part.size)).fill(1)
  let inner = 1
  for (let axis = part.size.length - 1; axis >= 0; axis--) {
    const length = part.size[axis]!
    const span = weights[axis]
    if (span) {
      for (let i = 0; i < strengths.length; i++) {
        strengths[i]! *= span.weights[Math.floor(i / inner) % length]!
      }
    }
    inner *= length
  }
  const own = { shape: part.size, start: part.size.map(() => 0) }
  const source = { shape: result.shape, start: part.sourceStart }
  forEachRow(source, own, part.size, (read, write, length) => {
    for (let i = 0; i < length; i++) {
      sum[write + i]! += result.data[read + i]! * strengths[write + i]!
    }
  })
  store.write({ data: sum, ...own }, part.targetStart, part.size)
}
