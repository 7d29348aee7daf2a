/**
 * What a network does with images of a few small sizes: which it takes, how large its output is, and in which
 * range the values lie. A short trial in the place of a description, and never more than a suggestion.
 */
import type { Session } from '../../inference/session.ts'
import { elementCount, type Tensor } from '../../inference/tensor.ts'
import { axisNames04 } from '../descriptions/axes-0-4.ts'
import { isTouchstoneError } from '../../errors.ts'

export interface Trial {
  /** Sides along y and x that were taken, in the order of trying. */
  readonly taken: readonly number[]
  readonly refused: readonly number[]
  /** Smallest number whose multiples are taken; null where the graph fixes the sizes. */
  readonly multiple: number | null
  /** Output pixels per input pixel and what comes on top; null where it is no straight line. */
  readonly relation: { readonly scale: number; readonly offsetPx: number } | null
  /** Channels that were given where the graph leaves them open. */
  readonly channels: number
  readonly output: OutputLook
}

/** The output of one run on values between 0 and 1. */
export interface OutputLook {
  readonly shape: readonly number[]
  readonly dtype: Tensor['dtype']
  readonly min: number
  readonly max: number
  /** The channels of every pixel sum to 1, as after a softmax. */
  readonly sumsToOne: boolean
  readonly isFinite: boolean
}

/** No trial of a large network goes on for longer, but for the run that is under way. */
const longestTrialMs = 4000
/** A larger input is not run for a look: 4 million values. */
const mostElements = 2 ** 22
/** Divisors of the first size; a network of halvings takes multiples of one of them. */
const sides = { plane: 64, volume: 32 }

/**
 * `axes` are letters, channels of an open graph are tried as 1 and 3. Null where the network takes none of
 * the sizes, or is too large for a look.
 */
export async function trySizes(
  session: Session,
  inputAxes: string,
  outputAxes: string,
): Promise<Trial | null> {
  const [input] = session.inputs
  const [output] = session.outputs
  if (!input || !output) return null
  if (output.shape.length !== outputAxes.length && output.shape.length !== 0) return null
  const position = inputAxes.indexOf('c')
  const stated = position < 0 ? 1 : input.shape[position]
  for (const channels of typeof stated === 'number' ? [stated] : [1, 3]) {
    const run = runner(session, inputAxes, outputAxes, channels)
    const trial = await trialOf(run, fixedSide(input.shape, inputAxes), inputAxes, outputAxes)
    if (trial) return { ...trial, channels }
  }
  return null
}

type Run = (side: number) => Promise<Tensor | null>

async function trialOf(
  run: Run,
  fixed: number | null,
  inputAxes: string,
  outputAxes: string,
): Promise<Omit<Trial, 'channels'> | null> {
  const begin = performance.now()
  const base = inputAxes.includes('z') ? sides.volume : sides.plane
  const first = await run(base)
  if (!first) return null
  const look = lookAt(first, outputAxes)
  const taken = [base]
  const refused: number[] = []
  const sideOf = (tensor: Tensor): number => tensor.shape[outputAxes.indexOf('x')] ?? 0
  if (fixed !== null) {
    const relation = wholeRatio(fixed, sideOf(first))
    return { taken: [fixed], refused, multiple: null, relation, output: look }
  }
  const second = await run(2 * base)
  const relation = second ? lineThrough(base, sideOf(first), sideOf(second)) : null
  if (second) taken.push(2 * base)
  let multiple = base
  for (let step = 1; step < base && performance.now() - begin < longestTrialMs; step *= 2) {
    const side = base + step
    const result = await run(side)
    const isAsLarge =
      result !== null &&
      (relation === null ||
        sideOf(result) === Math.floor(side * relation.scale) + relation.offsetPx)
    ;(isAsLarge ? taken : refused).push(side)
    if (!isAsLarge) continue
    multiple = step
    break
  }
  return { taken, refused, multiple, relation, output: look }
}

function runner(session: Session, inputAxes: string, outputAxes: string, channels: number): Run {
  const [input] = session.inputs
  return async (side) => {
    const shape = [...inputAxes].map(
      (letter, index) => input!.shape[index] ?? openSize(letter, side, channels),
    )
    if (elementCount(shape) > mostElements) return null
    const tensor: Tensor = {
      axes: axisNames04(inputAxes),
      shape,
      dtype: 'float32',
      data: pattern(elementCount(shape)),
    }
    try {
      const [output] = await session.run([tensor], [axisNames04(outputAxes)])
      return output ?? null
    } catch (error) {
      // a size that the network does not take is what is being found out
      if (isTouchstoneError(error)) return null
      throw error
    }
  }
}

function openSize(letter: string, side: number, channels: number): number {
  if (letter === 'c') return channels
  return 'zyx'.includes(letter) ? side : 1
}

/** Along x; null where the graph leaves both sides of a plane open. */
function fixedSide(shape: readonly (number | null)[], axes: string): number | null {
  return shape[axes.indexOf('x')] ?? shape[axes.indexOf('y')] ?? null
}

function wholeRatio(input: number, output: number): Trial['relation'] {
  const isWhole = output > 0 && (output % input === 0 || input % output === 0)
  return isWhole ? { scale: output / input, offsetPx: 0 } : null
}

/** Values between 0 and 1 without order, the same every time. */
function pattern(length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => ((index * 7919) % 1000) / 1000)
}

function lineThrough(base: number, first: number, second: number): Trial['relation'] {
  const scale = (second - first) / base
  const offsetPx = first - scale * base
  return scale > 0 && Number.isInteger(offsetPx) ? { scale, offsetPx } : null
}

function lookAt(tensor: Tensor, outputAxes: string): OutputLook {
  let min = Infinity
  let max = -Infinity
  let isFinite = true
  for (const value of tensor.data) {
    if (!Number.isFinite(value)) isFinite = false
    if (value < min) min = value
    if (value > max) max = value
  }
  const { shape, dtype } = tensor
  return { shape, dtype, min, max, isFinite, sumsToOne: sumsToOne(tensor, outputAxes.indexOf('c')) }
}

function sumsToOne({ shape, data }: Tensor, channelAxis: number): boolean {
  const channels = shape[channelAxis] ?? 1
  if (channelAxis < 0 || channels < 2) return false
  const inner = elementCount(shape.slice(channelAxis + 1))
  const pixels = data.length / channels
  for (let pixel = 0; pixel < pixels; pixel += Math.ceil(pixels / 1000)) {
    const start = Math.floor(pixel / inner) * inner * channels + (pixel % inner)
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += data[start + channel * inner]!
    if (!(Math.abs(sum - 1) < 1e-3)) return false
  }
  return true
}
