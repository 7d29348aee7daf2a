/**
 * Does a prediction lie on its image the right way round? Its foreground is held against that of the ground truth as
 * it is, mirrored, turned, shifted by whole pixels, and drawn at half or twice the scale. Pure. A tool that is merely bad fits no way better than
 * another, so nothing is said of it.
 */

export interface Plane {
  readonly height: number
  readonly width: number
  /** Foreground where not 0. */
  readonly data: ArrayLike<number>
  /** Pixels of the image along the side of one of these, 1 unless said. */
  readonly stepPx?: number
}

export interface Fit {
  /** How the prediction would have to be turned, in words: `transposed (x and y swapped)`. */
  readonly way: string
  /** Intersection over union of the foregrounds when it is. */
  readonly iou: number
}

export interface Orientation {
  readonly asGiven: number
  /** Every other way, the best first. */
  readonly others: readonly Fit[]
}

type Place = (y: number, x: number, last: { readonly y: number; readonly x: number }) => number

const ways: readonly { readonly way: string; readonly isSquare: boolean; readonly at: Place }[] = [
  way('transposed (x and y swapped)', true, (y, x) => [x, y]),
  way('flipped left to right', false, (y, x, last) => [y, last.x - x]),
  way('flipped upside down', false, (y, x, last) => [last.y - y, x]),
  way('turned by half', false, (y, x, last) => [last.y - y, last.x - x]),
  way('turned by a quarter to the right', true, (y, x, last) => [x, last.y - y]),
  way('turned by a quarter to the left', true, (y, x, last) => [last.x - x, y]),
  way('transposed along the other diagonal', true, (y, x, last) => [last.x - x, last.y - y]),
]

function way(
  name: string,
  isSquare: boolean,
  place: (y: number, x: number, last: { y: number; x: number }) => readonly [number, number],
): (typeof ways)[number] {
  return {
    ...{ way: name, isSquare },
    at(y, x, last) {
      const [row, column] = place(y, x, last)
      return row * (last.x + 1) + column
    },
  }
}

/** Farther than this is another image rather than a shift. */
const farthestShiftPx = 16

/** Null where either side is empty or full: then every way fits alike. */
export function orientationOf(truth: Plane, prediction: Plane): Orientation | null {
  const { height, width } = truth
  if (height !== prediction.height || width !== prediction.width)
    throw new RangeError('Both sides must have one size.')
  const pixels = height * width
  const [own, others] = [countOf(truth.data, pixels), countOf(prediction.data, pixels)]
  if (own === 0 || others === 0 || own === pixels || others === pixels) return null
  const whole = own + others
  const last = { y: height - 1, x: width - 1 }
  const iouAt = (shared: number): number => shared / (whole - shared)
  const fits = ways
    .filter(({ isSquare }) => !isSquare || height === width)
    .map(({ way: name, at }) => {
      let shared = 0
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          if (truth.data[y * width + x] !== 0 && prediction.data[at(y, x, last)] !== 0) shared++
      return { way: name, iou: iouAt(shared) }
    })
  const shift = shiftBetween(truth, prediction)
  if (shift.y !== 0 || shift.x !== 0)
    fits.push({
      way: shiftWords(shift, truth.stepPx ?? 1),
      iou: shiftedIou(truth, prediction, shift),
    })
  for (const scale of [0.5, 2])
    fits.push({ way: scaleWords(scale), iou: scaledIou(truth, prediction, scale) })
  return {
    asGiven: foregroundIou(truth, prediction),
    others: fits.sort((a, b) => b.iou - a.iou),
  }
}

interface Shift {
  readonly y: number
  readonly x: number
}

/** The shift of the prediction whose sums over rows and over columns fit those of the truth best. */
function shiftBetween(truth: Plane, prediction: Plane): Shift {
  const [of, found] = [sumsOf(truth), sumsOf(prediction)]
  return { y: bestLag(of.rows, found.rows), x: bestLag(of.columns, found.columns) }
}

function sumsOf({ height, width, data }: Plane) {
  const rows = new Float64Array(height)
  const columns = new Float64Array(width)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (data[y * width + x] !== 0) {
        rows[y]!++
        columns[x]!++
      }
  return { rows, columns }
}

/** How far `found` lies behind `of`; 0 where no other place is better. */
function bestLag(of: Float64Array, found: Float64Array): number {
  let best = { lag: 0, sum: -Infinity }
  for (let step = 0; step <= 2 * farthestShiftPx; step++) {
    const lag = step % 2 === 0 ? step / 2 : -(step + 1) / 2 // nearest first: a tie is no shift
    let sum = 0
    for (let at = 0; at < of.length; at++) sum -= (of[at]! - (found[at + lag] ?? 0)) ** 2
    if (sum > best.sum) best = { lag, sum }
  }
  return best.lag
}

/** Intersection over union of the foregrounds as they lie. */
export function foregroundIou(truth: Plane, prediction: Plane): number {
  return shiftedIou(truth, prediction, { y: 0, x: 0 })
}

/** Over the pixels that both have after the shift. */
function shiftedIou(truth: Plane, prediction: Plane, shift: Shift): number {
  const { height, width } = truth
  let [shared, either] = [0, 0]
  for (let y = 0; y < height; y++) {
    const row = y + shift.y
    if (row < 0 || row >= height) continue
    for (let x = 0; x < width; x++) {
      const column = x + shift.x
      if (column < 0 || column >= width) continue
      const a = truth.data[y * width + x] !== 0
      const b = prediction.data[row * width + column] !== 0
      if (a && b) shared++
      if (a || b) either++
    }
  }
  return either === 0 ? 0 : shared / either
}

/** Of a prediction whose coordinates are `scale` times those of the image; over what both can have. */
function scaledIou(truth: Plane, prediction: Plane, scale: number): number {
  const { height, width } = truth
  let [shared, either] = [0, 0]
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y + 0.5) * scale)
    if (row >= height) break
    for (let x = 0; x < width; x++) {
      const column = Math.floor((x + 0.5) * scale)
      if (column >= width) break
      const a = truth.data[y * width + x] !== 0
      const b = prediction.data[row * width + column] !== 0
      if (a && b) shared++
      if (a || b) either++
    }
  }
  return either === 0 ? 0 : shared / either
}

/** `scale`: of the prediction's coordinates against the image's. */
export function scaleWords(scale: number): string {
  return `drawn at another scale (${Number(scale.toPrecision(3))} times the image's)`
}

function shiftWords({ y, x }: Shift, stepPx: number): string {
  const parts = [
    ...(x === 0 ? [] : [`${Math.abs(x) * stepPx} px to the ${x > 0 ? 'right' : 'left'}`]),
    ...(y === 0 ? [] : [`${Math.abs(y) * stepPx} px ${y > 0 ? 'down' : 'up'}`]),
  ]
  return `shifted by ${parts.join(' and ')}`
}

function countOf(data: ArrayLike<number>, length: number): number {
  let count = 0
  for (let at = 0; at < length; at++) if (data[at] !== 0) count++
  return count
}

/** A mirrored or turned prediction fits this much better the right way round, and this well at least. */
const clearlyBetter = 0.15
const wellEnough = 0.4
/** A shift is small against objects: there less is asked for, but the same shift in the cases. */
const shiftedBetter = 0.04
/** Share of the cases in which the same is found. */
const mostCases = 0.6
/** One case alone must leave no doubt. */
const alone = { asGiven: 0.35, iou: 0.65 }

/** A sentence where the same other way fits clearly better in most cases, else null. `subject` overlaps. */
export function orientationSuspicion(
  found: readonly Orientation[],
  subject = 'their foreground overlaps',
): string | null {
  const votes = new Map<string, { readonly given: number[]; readonly turned: number[] }>()
  for (const { asGiven, others } of found) {
    const [best] = others
    if (!best || best.iou < wellEnough) continue
    const gain = best.way.startsWith('shifted') ? shiftedBetter : clearlyBetter
    if (best.iou < asGiven + gain) continue
    const vote = votes.get(best.way) ?? { given: [], turned: [] }
    vote.given.push(asGiven)
    vote.turned.push(best.iou)
    votes.set(best.way, vote)
  }
  const [most] = [...votes].sort(([, a], [, b]) => b.turned.length - a.turned.length)
  if (most === undefined) return null
  const [name, { given, turned }] = most
  const isClear =
    found.length === 1
      ? given[0]! <= alone.asGiven && turned[0]! >= alone.iou
      : turned.length >= Math.max(2, mostCases * found.length)
  if (!isClear) return null
  return `The predictions look ${name} in ${turned.length} of ${found.length} cases looked at: undone, ${subject} the ground truth with an IoU of ${median(turned).toFixed(2)}, as they are of ${median(given).toFixed(2)} (medians).`
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
