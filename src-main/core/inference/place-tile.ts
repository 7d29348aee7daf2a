/** The part of a tile's output that is used, and where it belongs, in output pixels. */
import { copyBox } from './copy-block.ts'
import { scaled, type OutputAxis } from './output-axes.ts'
import { allocate, elementCount, type Tensor, type TensorData } from './tensor.ts'
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

/** The part of a tile's output that is used, in `scratch` where that fits, else in an array of its own. */
export function cutOut(
  result: Tensor,
  { sourceStart, size }: OutputPart,
  scratch?: TensorData,
): Tensor {
  const length = elementCount(size)
  const fits = scratch !== undefined && scratch.length >= length && scratch !== result.data
  const data = fits ? scratch.subarray(0, length) : allocate(result.dtype, length)
  const start = size.map(() => 0)
  copyBox({ ...result, start: sourceStart }, { data, shape: size, start }, size)
  return { ...result, shape: size, data }
}

/** Adds the values of a box, each times its weight; the weights of all tiles at a pixel sum up to one. */
export async function addWeighted(
  box: Tensor,
  start: readonly number[],
  weights: readonly (BlendSpan | null)[],
  store: TensorStore,
): Promise<void> {
  const size = box.shape
  const sum = await store.read({ start, size })
  const strengths = new Float64Array(sum.length).fill(1)
  let inner = 1
  for (let axis = size.length - 1; axis >= 0; axis--) {
    const length = size[axis]!
    const span = weights[axis]
    if (span) {
      for (let i = 0; i < strengths.length; i++) {
        strengths[i]! *= span.weights[Math.floor(i / inner) % length]!
      }
    }
    inner *= length
  }
  for (let i = 0; i < sum.length; i++) sum[i]! += box.data[i]! * strengths[i]!
  store.write({ data: sum, shape: size, start: size.map(() => 0) }, start, size)
}
