/**
 * The sums behind SSIM and MS-SSIM over all places where the window fits. Worked in blocks,
 * so that memory does not grow with the image.
 */
import type { RealImage } from '../../images/types.ts'
import type { Pixels } from './image-pair.ts'
import { meanOf } from './pixel-moments.ts'
import { bandAt, bandCount, type BandOrder, type ShareBands } from './ssim-band.ts'
import { factorsOf, type BandSums, type SsimFactors, type SsimParameters } from './ssim-factors.ts'
import { slide, type SsimWindow } from './ssim-window.ts'

export interface SsimSums {
  readonly ssim: number
  /** Sum of the contrast-and-structure factor alone, which MS-SSIM takes at the finer scales; 0 unless asked for. */
  readonly contrast: number
  readonly places: number
}

/** Pixels of one block, about: large beside the borders that blocks share, small beside memory. */
const BLOCK_PIXELS = 2 ** 17

export interface SsimSumOptions {
  readonly wantsContrast?: boolean
  /** Taken from every pixel beforehand; about the truth's mean unless it is stated, as for a part of an image. */
  readonly shift?: number
  /** Called for each place, counted in C order. */
  readonly visit?: ((place: number, ssim: number) => void) | undefined
  /** Threads that a plane may be shared with, where nothing is visited; the sums are the same to the last bit. */
  readonly shareBands?: ShareBands | undefined
}

/** Both images have one shape, no axis shorter than the window. */
export function ssimSums(
  truth: RealImage,
  prediction: RealImage,
  parameters: SsimParameters,
  options: SsimSumOptions = {},
): SsimSums {
  return truth.shape.length === 2
    ? sumsOfPlane(truth, prediction, parameters, options)
    : sumsOfBlocks(truth, prediction, parameters, options)
}

function sumsOfPlane(
  truth: RealImage,
  prediction: RealImage,
  parameters: SsimParameters,
  { wantsContrast = false, shift = aboutMeanOf(truth.data), visit, shareBands }: SsimSumOptions,
): SsimSums {
  const [height = 0, width = 0] = truth.shape
  const { size } = parameters.window
  const rows = height - size + 1
  const plane = { width, truth: truth.data, prediction: prediction.data }
  const order = { plane, parameters, options: { shift, wantsContrast, visit }, rows }
  const shared = visit === undefined ? shareBands?.(order) : null
  let ssim = 0
  let contrast = 0
  for (const band of shared ?? bandsInTurn(order)) {
    ssim += band.ssim
    contrast += band.contrast
  }
  return { ssim, contrast, places: rows * (width - size + 1) }
}

function* bandsInTurn(order: BandOrder): Generator<BandSums> {
  for (let index = 0; index < bandCount(order.rows); index++) yield bandAt(order, index)
}

/** Every so many pixels of a plane make the sample for its shift. */
export function sampleStep(pixels: number): number {
  return Math.max(1, Math.floor(pixels / 2 ** 16))
}

/** Of a sample: any value near the pixels serves, as long as it is the same for all of them. */
function aboutMeanOf(pixels: Pixels): number {
  const step = sampleStep(pixels.length)
  let sum = 0
  let count = 0
  for (let i = 0; i < pixels.length; i += step, count++) sum += pixels[i]!
  return sum / count
}

/** Any number of axes, two of which are worked in blocks. */
function sumsOfBlocks(
  truth: RealImage,
  prediction: RealImage,
  parameters: SsimParameters,
  // around the mean, squares do not swamp the variances
  { shift = meanOf(truth.data), visit }: SsimSumOptions,
): SsimSums {
  const { size } = parameters.window
  const border = size - 1
  const [length0 = 0, length1 = 1, ...rest] = truth.shape
  const [kept0, kept1] = [length0 - border, length1 - border]
  const restPixels = product(rest)
  const keptRest = product(rest.map((length) => length - border))
  const [step0, step1] = blockSteps([kept0, kept1], rest, size)
  const fields = createFields((step0 + border) * (step1 + border) * restPixels)
  const factors = factorsOf(parameters, truth.shape.length, shift)
  let ssim = 0
  let contrast = 0
  for (let at0 = 0; at0 < kept0; at0 += step0) {
    const block0 = Math.min(step0, kept0 - at0)
    for (let at1 = 0; at1 < kept1; at1 += step1) {
      const block1 = Math.min(step1, kept1 - at1)
      const run = (block1 + border) * restPixels
      for (let i = 0; i < block0 + border; i++) {
        const from = ((at0 + i) * length1 + at1) * restPixels
        fillFields(fields, i * run, truth.data, prediction.data, from, run, shift)
      }
      const shape = [block0 + border, block1 + border, ...rest]
      const local = fields.map(([from, to]) => slideAllAxes(from, to, shape, parameters.window))
      const keptRun = block1 * keptRest
      const place = (i: number): number =>
        ((at0 + Math.floor(i / keptRun)) * kept1 + at1) * keptRest + (i % keptRun)
      const sums = combine(
        local,
        block0 * keptRun,
        factors,
        visit && ((i, v) => visit(place(i), v)),
      )
      ssim += sums.ssim
      contrast += sums.contrast
    }
  }
  return { ssim, contrast, places: kept0 * kept1 * keptRest }
}

/** Places per block along the first two axes: whole rows of a plane, slabs of a stack. */
function blockSteps(
  [kept0, kept1]: readonly [number, number],
  rest: readonly number[],
  size: number,
): readonly [step0: number, step1: number] {
  if (rest.length === 0) {
    const rows = Math.ceil(BLOCK_PIXELS / (kept1 + size - 1))
    return [Math.min(kept0, Math.max(size, rows)), kept1]
  }
  const step0 = Math.min(kept0, 2 * size)
  const rows = Math.ceil((4 * BLOCK_PIXELS) / ((step0 + size - 1) * product(rest)))
  return [step0, Math.min(kept1, Math.max(2 * size, rows))]
}

/** Two buffers each for truth, prediction, the sum of their squares, and their product. */
type Fields = readonly (readonly [Float64Array, Float64Array])[]

function createFields(pixels: number): Fields {
  return Array.from(
    { length: 4 },
    () => [new Float64Array(pixels), new Float64Array(pixels)] as const,
  )
}

/** `pixels` values from `start` on into the fields at `offset`. */
function fillFields(
  fields: Fields,
  offset: number,
  truth: ArrayLike<number>,
  prediction: ArrayLike<number>,
  start: number,
  pixels: number,
  shift: number,
): void {
  const [t, p, squares, crossed] = fields.map(([first]) => first)
  for (let i = 0; i < pixels; i++) {
    const a = truth[start + i]! - shift
    const b = prediction[start + i]! - shift
    t![offset + i] = a
    p![offset + i] = b
    squares![offset + i] = a * a + b * b
    crossed![offset + i] = a * b
  }
}

/** Local means along every axis in turn, from one buffer to the other; returns the last. */
function slideAllAxes(
  first: Float64Array,
  second: Float64Array,
  shape: readonly number[],
  window: SsimWindow,
): Float64Array {
  const left = [...shape]
  let [from, to] = [first, second]
  // Innermost first: the shortened rows no longer collide in the cache.
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const outer = product(left.slice(0, axis))
    const inner = product(left.slice(axis + 1))
    slide(from, to, [outer, left[axis]!, inner], window)
    left[axis] = left[axis]! - window.size + 1
    ;[from, to] = [to, from]
  }
  return from
}

/** Written so that equal images give exactly 1 at every place. */
function combine(
  [meanT, meanP, squares, crossed]: readonly Float64Array[],
  places: number,
  { c1, c2, unbiased, shift }: SsimFactors,
  visit: ((place: number, ssim: number) => void) | undefined,
): { readonly ssim: number; readonly contrast: number } {
  let ssim = 0
  let contrast = 0
  for (let i = 0; i < places; i++) {
    const a = meanT![i]!
    const b = meanP![i]!
    const variances = unbiased * (squares![i]! - (a * a + b * b))
    const covariance = unbiased * (crossed![i]! - a * b)
    const t = a + shift
    const p = b + shift
    const structure = (2 * covariance + c2) / (variances + c2)
    const value = ((2 * t * p + c1) / (t * t + p * p + c1)) * structure
    contrast += structure
    ssim += value
    visit?.(i, value)
  }
  return { ssim, contrast }
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total * length, 1)
}
