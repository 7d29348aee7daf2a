/** How each output axis follows from the input: what can be stitched and what only comes out whole. */
import { TouchstoneError } from '../errors.ts'
import type { BlockAxis } from './block-size.ts'
import type { AxisSpec, TensorSpec } from './tensor-spec.ts'

/** Output pixels per input pixel along a tiled axis; null where the axis is not an image axis. */
export type OutputAxis = {
  readonly axis: string
  readonly factor: number
  readonly offset: number
} | null

/** One entry per axis of the output. */
export function outputAxesOf(
  output: TensorSpec,
  input: TensorSpec,
  block: readonly BlockAxis[],
): OutputAxis[] {
  return output.axes.map((axis) => outputAxisOf(axis, input, block))
}

function outputAxisOf(axis: AxisSpec, input: TensorSpec, block: readonly BlockAxis[]): OutputAxis {
  const { size } = axis
  if (size.kind === 'reference') {
    const cut = block.find((candidate) => candidate.axis === size.axis)
    return cut && axis.type !== 'channel'
      ? { axis: cut.axis, factor: size.factor, offset: size.offset }
      : null
  }
  if (size.kind !== 'fixed' || (axis.type !== 'space' && axis.type !== 'time')) return null
  const cut = block.find((candidate) => candidate.axis === axis.id)
  const own = input.axes.find((candidate) => candidate.id === axis.id)
  if (!cut || own?.size.kind !== 'fixed') return null
  return { axis: cut.axis, factor: size.value / cut.block, offset: 0 }
}

/**
 * Networks that return fewer pixels than they take, without a whole factor, cannot be stitched here:
 * say so before the first tile runs.
 */
export function requireStitchable(
  output: TensorSpec,
  axes: readonly OutputAxis[],
  tileCount: number,
): void {
  for (const axis of axes) {
    if (!axis) continue
    const whole = Number.isInteger(axis.factor) || Number.isInteger(1 / axis.factor)
    if (whole && axis.offset === 0 && (tileCount === 1 || axis.factor >= 1)) continue
    throw new TouchstoneError(
      'model-not-runnable',
      `The output ${output.id} has ${axis.factor} pixels per input pixel and an offset of ${axis.offset} along ${axis.axis}; ` +
        `only whole factors without offset can be ${tileCount > 1 ? 'stitched from tiles' : 'cut to the image'} here.`,
    )
  }
  if (tileCount > 1 && axes.every((axis) => axis === null)) {
    throw new TouchstoneError(
      'model-not-runnable',
      `The output ${output.id} has no image axes, so it cannot be put together from ${tileCount} tiles; the image is larger than the network's input.`,
    )
  }
}
