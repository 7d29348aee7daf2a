/** A percentile of more values than memory holds: they are passed by as often as it takes to find it exactly. */
import { TouchstoneError } from '../../errors.ts'

/**
 * Calls `visit` once for each list of values, the same lists every time. A generator, so that whoever drives it can
 * read the lists from files in between.
 */
export type ValuePasses<Asked, Answer> = (
  visit: (values: ArrayLike<number>) => void,
) => Generator<Asked, void, Answer>

const bins = 2 ** 16
/** So few values left in one bin are sorted. */
const fewValues = 2 ** 18

/** R-7 (linear interpolation), `percent` 0 to 100. Throws `bad-options` for no values, and values that are no numbers. */
export function* percentileOfPasses<Asked, Answer>(
  passes: ValuePasses<Asked, Answer>,
  percent: number,
): Generator<Asked, number, Answer> {
  let [count, low, high] = [0, Infinity, -Infinity]
  yield* passes((values) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (!Number.isFinite(value)) throw notFinite()
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    count += values.length
  })
  if (count === 0) throw new TouchstoneError('bad-options', 'A percentile needs values.')
  const position = (count - 1) * (percent / 100)
  const index = Math.floor(position)
  const below = yield* valueAtRank(passes, index, { low, high, count })
  const share = position - index
  if (share === 0) return below
  const above = yield* valueAtRank(passes, index + 1, { low, high, count })
  return share < 0.5 ? below + (above - below) * share : above - (above - below) * (1 - share)
}

function notFinite(): TouchstoneError {
  return new TouchstoneError(
    'bad-options',
    'Some pixels are NaN or infinite; a percentile of the dataset needs finite ones.',
  )
}

interface Interval {
  readonly low: number
  readonly high: number
  /** Values in [low, high]. */
  readonly count: number
}

/** The value with `rank` smaller ones before it, by ever narrower histograms. */
function* valueAtRank<Asked, Answer>(
  passes: ValuePasses<Asked, Answer>,
  rank: number,
  whole: Interval,
): Generator<Asked, number, Answer> {
  let { low, high, count } = whole
  let before = 0
  while (low < high && count > fewValues) {
    const [from, to] = [low, high]
    const width = (to - from) / bins
    const counts = new Float64Array(bins)
    const [least, most] = [
      new Float64Array(bins).fill(Infinity),
      new Float64Array(bins).fill(-Infinity),
    ]
    yield* passes((values) => {
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!
        if (value < from || value > to) continue
        const bin = Math.min(bins - 1, Math.floor((value - from) / width))
        counts[bin]!++
        least[bin] = Math.min(least[bin]!, value)
        most[bin] = Math.max(most[bin]!, value)
      }
    })
    let bin = 0
    while (before + counts[bin]! <= rank) before += counts[bin++]!
    ;[low, high, count] = [least[bin]!, most[bin]!, counts[bin]!]
  }
  if (low === high) return low
  const left = new Float64Array(count)
  let at = 0
  yield* passes((values) => {
    for (let i = 0; i < values.length; i++)
      if (values[i]! >= low && values[i]! <= high) left[at++] = values[i]!
  })
  return left.sort()[rank - before]!
}
