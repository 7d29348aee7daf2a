/** Places on an axis: numbers along a line, names at points or in bands. Ticks at steps of 1, 2 or 5. Pure. */
import { formatReal } from '../../words/numbers.ts'

export type Value = number | string

export interface Scale {
  /** px; the middle of a band. NaN where the value is not on the axis. */
  readonly at: (value: Value) => number
  readonly ticks: readonly Value[]
  /** px that a band takes; 0 of numbers and points. */
  readonly bandPx: number
  readonly words: (tick: Value) => string
}

/** A step of 1, 2 or 5 times a power of ten, that cuts `span` into about `count` parts. */
export function tickStep(span: number, count: number): number {
  const rough = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const part = rough / power
  return (
    power * (part >= Math.sqrt(50) ? 10 : part >= Math.sqrt(10) ? 5 : part >= Math.SQRT2 ? 2 : 1)
  )
}

export interface LinearOptions {
  /** Ends that are data are widened to ticks. */
  readonly nice?: boolean | undefined
  /** How many about, or which. */
  readonly ticks?: number | readonly number[] | undefined
}

/** `ends` are the smallest and largest value; one value alone gets half a unit on either side. */
export function linearScale(
  ends: readonly [number, number],
  range: readonly [from: number, to: number],
  { nice = false, ticks = 6 }: LinearOptions = {},
): Scale {
  const count = typeof ticks === 'number' ? ticks : ticks.length
  let [low, high] = ends
  if (!(high > low)) [low, high] = [low - 0.5, high + 0.5]
  const step = tickStep(high - low, count)
  if (nice) [low, high] = [Math.floor(low / step) * step, Math.ceil(high / step) * step]
  const listed = typeof ticks === 'number' ? ticksBetween(low, high, step) : ticks
  const decimals = Math.max(0, ...listed.map(decimalsOf))
  return {
    at: (value) =>
      typeof value === 'number'
        ? range[0] + ((value - low) / (high - low)) * (range[1] - range[0])
        : Number.NaN,
    ticks: listed,
    bandPx: 0,
    words: (tick) => formatReal(Number(tick), Math.min(8, decimals)),
  }
}

/** Names at even distances; `padding` in steps, before the first and behind the last. */
export function pointScale(
  names: readonly Value[],
  range: readonly [from: number, to: number],
  padding = 0.5,
): Scale {
  const step = (range[1] - range[0]) / Math.max(1, names.length - 1 + 2 * padding)
  const from = names.length === 1 ? (range[0] + range[1]) / 2 : range[0] + step * padding
  return ordinal(names, (index) => from + step * index, 0)
}

/** Names in bands with a gap of `padding` bands between them and around. */
export function bandScale(
  names: readonly Value[],
  range: readonly [from: number, to: number],
  padding = 0.1,
): Scale {
  const step = (range[1] - range[0]) / (names.length + padding)
  const bandPx = Math.abs(step) * (1 - padding)
  return ordinal(names, (index) => range[0] + step * (padding / 2 + index + 0.5), bandPx)
}

function ordinal(names: readonly Value[], at: (index: number) => number, bandPx: number): Scale {
  const places = new Map(names.map((name, index) => [name, at(index)]))
  return {
    at: (value) => places.get(value) ?? Number.NaN,
    ticks: names,
    bandPx,
    words: String,
  }
}

function ticksBetween(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  )
}

const decimalsOf = (tick: number): number => (/\.(\d+)$/.exec(String(tick))?.[1] ?? '').length
