/**
 * How the axes of an output follow those of the input: the part of a tile's output that belongs to a part
 * of the image, and what only comes out whole.
 */
import { TouchstoneError } from '../errors.ts'
import type { BlockAxis } from './block-size.ts'
import type { AxisSpec, TensorSpec } from './tensor-spec.ts'

/** `numerator / denominator` output pixels per input pixel. */
export interface Factor {
  readonly numerator: number
  readonly denominator: number
}

export interface FollowingAxis {
  /** The input's axis. */
  readonly axis: string
  readonly factor: Factor
  /** Output pixels that the network leaves out at each side (valid convolutions); negative: adds. */
  readonly marginPx: number
  /** Of the description: floor(input * factor + offset). */
  readonly offset: number
}

/** Null where the axis of the output follows no axis of the image. */
export type OutputAxis = FollowingAxis | null

const largestDenominator = 64

/**
 * One entry per axis of the output. TouchstoneError 'model-not-runnable' where output pixels lie between
 * those of the input in no fixed pattern.
 */
export function outputAxesOf(
  output: TensorSpec,
  input: TensorSpec,
  isTiled: (axis: string) => boolean,
): OutputAxis[] {
  return output.axes.map((axis) => {
    const following = followingAxis(output, axis, input)
    return following && isTiled(following.axis) ? following : null
  })
}

function followingAxis(output: TensorSpec, axis: AxisSpec, input: TensorSpec): OutputAxis {
  const { size } = axis
  if (axis.type !== 'space' && axis.type !== 'time') return null
  if (size.kind === 'reference') {
    if (size.tensor !== input.id && !input.axes.some((own) => own.id === size.axis)) return null
    return following(output, size.axis, size.factor, size.offset)
  }
  const own = input.axes.find((candidate) => candidate.id === axis.id)
  if (size.kind !== 'fixed' || own?.size.kind !== 'fixed') return null
  return fixedBoth(output, axis.id, own.size.value, size.value)
}

/** Two fixed sizes: a whole factor, or as many pixels left out on either side. */
function fixedBoth(output: TensorSpec, axis: string, input: number, size: number): OutputAxis {
  const isWhole = size % input === 0 || input % size === 0
  const isValid = !isWhole && size < input && (input - size) % 2 === 0 && 2 * size > input
  return isValid
    ? following(output, axis, 1, size - input)
    : following(output, axis, size / input, 0)
}

function following(
  output: TensorSpec,
  axis: string,
  factor: number,
  offset: number,
): FollowingAxis {
  const rational = asFactor(factor)
  const marginPx = -offset / 2
  if (rational && Number.isInteger(marginPx)) return { axis, factor: rational, marginPx, offset }
  throw new TouchstoneError(
    'model-not-runnable',
    `The output ${output.id} has ${factor} pixels per input pixel and an offset of ${offset} along ${axis}; ` +
      `only ratios of whole numbers up to ${largestDenominator} and even offsets tell which part of the image it shows.`,
  )
}

function asFactor(factor: number): Factor | null {
  for (let denominator = 1; denominator <= largestDenominator; denominator++) {
    const numerator = Math.round(factor * denominator)
    if (numerator > 0 && Math.abs(factor * denominator - numerator) < 1e-6)
      return { numerator, denominator }
  }
  return null
}

/** Whole output pixels that begin within `pixels` of the input. */
export function scaled(pixels: number, { numerator, denominator }: Factor): number {
  return Math.floor((pixels * numerator) / denominator)
}

/** Pixels of the input that the network needs beyond each side of what it gives. */
export function contextPx({ factor, marginPx }: FollowingAxis): number {
  return Math.max(0, Math.ceil((marginPx * factor.denominator) / factor.numerator))
}

/** @throws TouchstoneError 'model-not-runnable' where tiles of an output without image axes would have to be joined. */
export function requireStitchable(
  output: TensorSpec,
  axes: readonly OutputAxis[],
  tileCount: number,
): void {
  if (tileCount === 1 || axes.some((axis) => axis !== null)) return
  throw new TouchstoneError(
    'model-not-runnable',
    `The output ${output.id} has no image axes, so it cannot be put together from ${tileCount} tiles; the image is larger than the network's input.`,
  )
}

/** @throws TouchstoneError 'shape-mismatch' where a block's output is not as large as the description says. */
export function requireDescribedSize(
  output: TensorSpec,
  shape: readonly number[],
  axes: readonly OutputAxis[],
  block: readonly BlockAxis[],
): void {
  axes.forEach((axis, position) => {
    if (!axis) return
    const input = block.find((cut) => cut.axis === axis.axis)!.block
    const expected = Math.floor(
      (input * axis.factor.numerator) / axis.factor.denominator + axis.offset,
    )
    if (shape[position] === expected) return
    throw new TouchstoneError(
      'shape-mismatch',
      `The output ${output.id} has ${shape[position]} pixels along ${axis.axis} for a block of ${input}, but the description gives it ${expected}.`,
      { output: output.id, axis: axis.axis, pixels: shape[position], expected },
    )
  })
}
