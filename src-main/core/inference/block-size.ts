/**
 * The block that goes through the network at once: fixed sizes as they are; of a parametrised size the
 * smallest that holds the image, while that is small enough, else one near 512 pixels with overlap.
 */
import type { AxisSize, AxisSpec, TensorSpec } from './tensor-spec.ts'

/** Along one space or time axis of the input. */
export interface BlockAxis {
  readonly axis: string
  readonly size: number
  readonly block: number
  readonly halo: number
  readonly alignment: number
}

export interface BlockChoice {
  readonly axes: readonly BlockAxis[]
  /** What a person should know: an overlap that the description does not state. */
  readonly notes: readonly string[]
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
): BlockChoice {
  const axes = input.axes.filter((axis) => sizes.has(axis.id))
  const kind = axes.length > 2 ? 'volume' : 'plane'
  const whole = axes.map((axis) => smallestHolding(axis.size, sizes.get(axis.id)!))
  const fits = whole.reduce((product, size) => product * size, 1) <= largestBlockPixels
  const notes: string[] = []
  const chosen = axes.map((axis, index): BlockAxis => {
    const size = sizes.get(axis.id)!
    const stated = inputHalo(input.id, axis, outputs)
    const block = fits ? whole[index]! : blockOf(axis.size, size, stated, preferredSide[kind])
    const alignment = alignmentOf(axis.size, block)
    const isTiled = size > block
    let halo = stated
    if (isTiled && stated === 0) {
      halo = Math.min(defaultOverlap[kind], Math.floor(block / 8))
      notes.push(
        `The description states no halo along ${axis.id}; tiles overlap by ${halo} pixels on each side (our default).`,
      )
    }
    return { axis: axis.id, size, block, halo: alignHalo(halo, block, alignment), alignment }
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
function alignHalo(halo: number, block: number, alignment: number): number {
  const aligned = Math.ceil(halo / alignment) * alignment
  return 2 * aligned < block ? aligned : halo
}
