/**
 * Exact Euclidean distance of every pixel to the nearest pixel of a set: run lengths along the first axis,
 * then along each other axis the lower envelope of parabolas (Meijster et al., 2000; Felzenszwalb &
 * Huttenlocher, Theory of Computing 8:415, 2012). Every pass walks contiguous memory where it can.
 */
import type { Mask } from '../../images/types.ts'

/**
 * Distance between pixel centres, Infinity everywhere when the set is empty. `spacing` is the size of
 * a pixel along each axis in array order, 1 by default.
 */
export function distanceField(set: Mask, spacing?: readonly number[]): Float64Array<ArrayBuffer> {
  const values = new Float64Array(set.data.length)
  const [first = 1, ...others] = set.shape
  let stride = values.length / first
  // first axis first: sums round as in scipy, so that a distance of exactly a tolerance stays one
  squaredRuns(set.data, values, stride, spacing?.[0] ?? 1)
  for (const [at, side] of others.entries()) {
    stride /= side
    sweepAxis(values, side, stride, spacing?.[at + 1] ?? 1)
  }
  for (let i = 0; i < values.length; i++) values[i] = Math.sqrt(values[i]!)
  return values
}

/** Squared distance along the first axis, a whole row or plane (`stride` values) at a time. */
function squaredRuns(
  set: Uint8Array,
  values: Float64Array,
  stride: number,
  pixelSize: number,
): void {
  for (let i = 0; i < stride; i++) values[i] = set[i] === 0 ? Infinity : 0
  for (let i = stride; i < values.length; i++)
    values[i] = set[i] === 0 ? values[i - stride]! + 1 : 0
  for (let i = values.length - stride - 1; i >= 0; i--) {
    const after = values[i + stride]!
    if (values[i]! > after + 1) values[i] = after + 1
    // nobody else asks for the length after this one: it becomes a square
    values[i + stride] = (after * pixelSize) ** 2
  }
  for (let i = 0; i < stride; i++) values[i] = (values[i]! * pixelSize) ** 2
}

/** Buffers of one line, used again for every line of an axis. */
interface Line {
  readonly height: Float64Array
  /** Of the parabolas of the envelope: their place, and where each becomes the lowest. */
  readonly apex: Int32Array
  readonly from: Float64Array
}

function sweepAxis(values: Float64Array, side: number, stride: number, pixelSize: number): void {
  const line: Line = {
    height: new Float64Array(side),
    apex: new Int32Array(side),
    from: new Float64Array(side + 1),
  }
  const { height } = line
  for (let block = 0; block < values.length; block += side * stride)
    for (let first = block; first < block + stride; first++) {
      for (let q = 0, at = first; q < side; q++, at += stride) height[q] = values[at]!
      // no parabola from beyond a member of the set is the lowest, so members part the line
      for (let begin = 0; begin < side; begin++) {
        if (height[begin] === 0) continue
        let end = begin + 1
        while (end < side && height[end] !== 0) end++
        const low = Math.max(begin - 1, 0)
        const count = fillEnvelope(line, low, Math.min(end + 1, side), pixelSize)
        if (count > 0) writeLowest(values, line, { begin, end, first, stride }, pixelSize)
        begin = end
      }
    }
}

/** Fills the envelope of the places `low` to `high` (exclusive); returns how many parabolas it has. */
function fillEnvelope(
  { height, apex, from }: Line,
  low: number,
  high: number,
  pixelSize: number,
): number {
  const curvature = pixelSize * pixelSize
  let count = 0
  for (let q = low; q < high; q++) {
    const h = height[q]!
    if (h === Infinity) continue
    let start = -Infinity
    for (; count > 0; count--) {
      const p = apex[count - 1]!
      start = (q + p) / 2 + (h - height[p]!) / (2 * curvature * (q - p))
      if (start > from[count - 1]!) break
    }
    apex[count] = q
    from[count] = count === 0 ? -Infinity : start
    count++
  }
  from[count] = Infinity
  return count
}

interface Stretch {
  readonly begin: number
  readonly end: number // exclusive
  /** Index of the line's first value, and from one value to the next. */
  readonly first: number
  readonly stride: number
}

function writeLowest(
  values: Float64Array,
  { height, apex, from }: Line,
  { begin, end, first, stride }: Stretch,
  pixelSize: number,
): void {
  for (let q = begin, k = 0; q < end; q++) {
    while (from[k + 1]! < q) k++
    const away = (q - apex[k]!) * pixelSize
    values[first + q * stride] = away * away + height[apex[k]!]!
  }
}
