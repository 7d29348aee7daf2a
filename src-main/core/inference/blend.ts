/**
 * Blending, for those who ask for it: where tiles overlap, each counts the more the farther a pixel is from
 * the tile's edge. A recorded choice; without it every pixel comes from one tile only.
 */
import { scaled, type FollowingAxis } from './output-axes.ts'
import type { TileAxis, TileSpan } from './tile-plan.ts'

/** The written part of one tile along one axis of an output, with a weight per output pixel. */
export interface BlendSpan {
  readonly weights: Float64Array
}

/**
 * The tiles' spans widened by half the halo on each side, where the image and the block go on: the outer
 * half, nearest to the block's edge, is left out.
 */
export function widenedSpans(axis: TileAxis, spans: readonly TileSpan[]): TileSpan[] {
  const { size, block, halo, unit = 1, context = 0 } = axis
  const trim = Math.max(context, Math.ceil(halo / 2))
  const up = (value: number) => Math.ceil(value / unit) * unit
  return spans.map(({ start, from, to }) => ({
    start,
    from: Math.min(from, Math.max(0, up(start + trim))),
    to: Math.max(to, Math.min(size, start + block - up(trim))),
  }))
}

/** One entry per span; weights rise linearly from the edge and sum up to one at every pixel of the output. */
export function blendWeights(spans: readonly TileSpan[], axis: FollowingAxis): BlendSpan[] {
  const ranges = spans.map(({ from, to }) => ({
    from: scaled(from, axis.factor),
    to: scaled(to, axis.factor),
  }))
  const end = ranges.reduce((most, { to }) => Math.max(most, to), 0)
  const total = new Float64Array(end)
  const raw = ranges.map(({ from, to }) => {
    const weights = Float64Array.from({ length: to - from }, (_, i) =>
      Math.min(i + 1, to - from - i),
    )
    weights.forEach((weight, i) => (total[from + i]! += weight))
    return weights
  })
  return raw.map((weights, index) => ({
    weights: weights.map((weight, i) => weight / total[ranges[index]!.from + i]!),
  }))
}
