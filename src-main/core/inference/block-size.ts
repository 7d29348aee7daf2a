/**
 * The block that goes through the network at once: fixed sizes as they are; of a parametrised size the
 * smallest that holds the image, while that is small enough, else one near the preferred side with overlap.
 */
import { contextPx, outputAxesOf, type FollowingAxis } from './output-axes.ts'
import type { AxisSize, AxisSpec, TensorSpec } from './tensor-spec.ts'

/** Along one space or time axis of the input. */
export interface BlockAxis {
  readonly axis: string
  readonly size: number
  readonly block: number
  /** Pixels at each side of a tile that are not used. */
  readonly halo: number
  readonly alignment: number
  /** Pixels beyond each side that the network needs and gives no output for. */
  readonly context: number
  /** Tiles start at multiples of this in any case, so that a whole output pixel begins there. */
  readonly unit: number
}

export interface BlockChoice {
  readonly axes: readonly BlockAxis[]
  /** What a person should know: an overlap that the description does not state. */
  readonly notes: readonly string[]
}

export interface BlockWishes {
  /** Side of a block in pixels, near which it is chosen; our default where absent. */
  readonly sidePx?: number | undefined
  /** In place of the halo that the description states; recorded. */
  readonly overlapPx?: number | undefined
}

/** Pixels of one block: 1024 x 1024; a U-Net then needs some 300 MB. */
const largestBlockPixels = 1024 * 1024
const preferredSide = { plane: 512, volume: 128 }
/** Overlap on each side where the description states no halo. */
const defaultOverlap = { plane: 32, volume: 16 }
const largestAlignment = 64

/**
 * @param input the tensor that is cut; the other inputs are cut alike
 * @param sizes image size per tiled axis id
 * @param outputs for their halos, in output pixels
 */
export function chooseBlock(
  input: TensorSpec,
  sizes: ReadonlyMap<string, number>,
  outputs: readonly TensorSpec[],
  { sidePx, overlapPx }: BlockWishes = {},
): BlockChoice {
  const axes = input.axes.filter((axis) => sizes.has(axis.id))
  const kind = axes.length > 2 ? 'volume' : 'plane'
  const following = outputs.flatMap((output) => outputAxesOf(output, input, (id) => sizes.has(id)))
  const units = axes.map(({ id }) => denominatorOf(id, following))
  const context = axes.map(({ id }, index) => roundUp(contextOf(id, following), units[index]!))
  const whole = axes.map((axis, index) =>
    smallestHolding(axis.size, sizes.get(axis.id)! + 2 * context[index]!),
  )
  const pixels = whole.reduce((product, size) => product * size, 1)
  const largest = sidePx === undefined ? largestBlockPixels : sidePx ** axes.length
  const fits = pixels <= largest
  const side = sidePx ?? preferredSide[kind]
  const notes: string[] = []
  const chosen = axes.map((axis, index): BlockAxis => {
    const size = sizes.get(axis.id)!
    const stated = inputHalo(input.id, axis, outputs) + context[index]!
    const block = fits ? whole[index]! : blockOf(axis.size, size, overlapPx ?? stated, side)
    const unit = units[index]!
    const alignment = leastCommonMultiple(alignmentOf(axis.size, block), unit)
    const isTiled = size + 2 * context[index]! > block
    let halo = overlapPx === undefined ? stated : Math.max(overlapPx, context[index]!)
    if (isTiled && halo === 0 && overlapPx === undefined) {
      halo = Math.min(defaultOverlap[kind], Math.floor(block / 8))
      notes.push(
        `The description states no halo along ${axis.id}; tiles overlap by ${halo} pixels on each side (our default).`,
      )
    } else if (isTiled && overlapPx !== undefined && halo !== stated) {
      notes.push(
        `Tiles overlap by ${halo} pixels along ${axis.id} on each side, as was asked for; the description states ${stated}.`,
      )
    }
    if (size < stated) {
      notes.push(
        `The image has ${size} pixels along ${axis.id}, fewer than the halo of ${stated}; what lies beyond is mirrored more than once.`,
      )
    }
    return {
      ...{ axis: axis.id, size, block, alignment, context: context[index]!, unit },
      halo: alignHalo(halo, block, alignment, unit),
    }
  })
  return { axes: chosen, notes }
}

/** The halo of the outputs in pixels of the input: output halo / factor, the largest. */
export function inputHalo(tensor: string, axis: AxisSpec, outputs: readonly TensorSpec[]): number {
  let largest = 0
  for (const output of outputs) {
    for (const other of output.axes) {
      if (other.halo === 0) continue
      const { size } = other
      const refers =
        size.kind === 'reference'
          ? size.tensor === tensor && size.axis === axis.id
          : other.id === axis.id
      if (!refers) continue
      const factor = size.kind === 'reference' ? size.factor : 1
      largest = Math.max(largest, Math.ceil(other.halo / factor))
    }
  }
  return largest
}

function contextOf(axis: string, outputs: readonly (FollowingAxis | null)[]): number {
  return outputs.reduce(
    (most, output) => (output?.axis === axis ? Math.max(most, contextPx(output)) : most),
    0,
  )
}

/** Tiles begin where a whole output pixel begins. */
function denominatorOf(axis: string, outputs: readonly (FollowingAxis | null)[]): number {
  return outputs.reduce(
    (common, output) =>
      output?.axis === axis ? leastCommonMultiple(common, output.factor.denominator) : common,
    1,
  )
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return (a / x) * b
}

function smallestHolding(size: AxisSize, needed: number): number {
  switch (size.kind) {
    case 'fixed':
      return size.value
    case 'parametrised':
      return size.min + Math.ceil(Math.max(0, needed - size.min) / size.step) * size.step
    case 'any':
    case 'reference':
    case 'data-dependent':
      return needed
  }
}

function blockOf(size: AxisSize, image: number, halo: number, preferred: number): number {
  const whole = smallestHolding(size, image)
  if (size.kind !== 'parametrised')
    return size.kind === 'fixed' ? size.value : Math.min(whole, preferred)
  const wanted = Math.max(preferred, 4 * halo)
  const steps = Math.max(0, Math.floor((wanted - size.min) / size.step))
  return Math.min(whole, size.min + steps * size.step)
}

function alignmentOf(size: AxisSize, block: number): number {
  if (size.kind === 'parametrised' && size.step <= largestAlignment) return size.step
  let power = 1
  while (power < 32 && block % (power * 2) === 0) power *= 2
  return power
}

/** The halo rounded up to the alignment, where the block has room for it. */
function alignHalo(halo: number, block: number, alignment: number, unit: number): number {
  const aligned = roundUp(halo, alignment)
  return 2 * aligned < block ? aligned : roundUp(halo, unit)
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step
}
