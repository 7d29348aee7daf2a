/** Curves of several images in one plot: how each looks, axes with round ticks, paths. Pure. */
import { toolLook } from '../words/tool-look.ts'
import { formatValue } from '../words/numbers.ts'

/** Of an image: the n-th tool has its marker and colour, as everywhere in the comparison. */
export type CurveLook = 'input' | 'truth' | number

export interface Curve {
  readonly id: string
  readonly name: string
  readonly look: CurveLook
  /** Ascending. */
  readonly x: readonly number[]
  /** Null where there is no value. */
  readonly y: readonly (number | null)[]
}

/** Labels along a line: each stretch of one label. */
export interface Band {
  readonly id: string
  readonly name: string
  readonly look: CurveLook
  readonly stretches: readonly {
    readonly from: number
    readonly to: number
    readonly label: number
  }[]
}

export interface LineStyle {
  readonly color: string
  readonly width: number
  readonly dash: string
  /** Outline of the tool's marker; null for input and truth, which have dashes instead. */
  readonly marker: string | null
}

export function styleOf(look: CurveLook): LineStyle {
  if (look === 'input')
    return { color: 'var(--tool-reference)', width: 1.25, dash: '2 2.5', marker: null }
  if (look === 'truth') return { color: 'var(--ink)', width: 2, dash: '7 3', marker: null }
  const { color, path } = toolLook(look)
  return { color, width: 1.5, dash: 'none', marker: path }
}

export interface Axis {
  readonly from: number
  readonly to: number
  readonly isLog: boolean
  readonly ticks: readonly number[]
}

/** Ends as they are, with ticks inside; `rounded` widens them to the ticks around. */
export function linearAxis(from: number, to: number, ticks: number, rounded = false): Axis {
  const span = to > from ? to - from : Math.abs(from) || 1
  const end = to > from ? to : from + span
  const step = roundStep(span / Math.max(1, ticks))
  const [first, last] = rounded
    ? [Math.floor(from / step + 1e-9), Math.ceil(end / step - 1e-9)]
    : [Math.ceil(from / step - 1e-9), Math.floor(end / step + 1e-9)]
  const places = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  )
  const [low, high] = rounded ? [first * step, last * step] : [from, end]
  return { from: low, to: high, isLog: false, ticks: places }
}

/** Powers of ten around, at most `ticks` of them shown. */
export function logAxis(from: number, to: number, ticks: number): Axis {
  const low = Math.floor(Math.log10(from) + 1e-9)
  const high = Math.max(low + 1, Math.ceil(Math.log10(to) - 1e-9))
  const every = Math.max(1, Math.ceil((high - low) / Math.max(1, ticks)))
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i)
  return {
    ...{ from: 10 ** low, to: 10 ** high, isLog: true },
    ticks: powers.filter((power) => (power - low) % every === 0).map((power) => 10 ** power),
  }
}

/** The smallest 1, 2 or 5 times a power of ten that is not below. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const lead = least / power
  return power * (lead <= 1 + 1e-9 ? 1 : lead <= 2 + 1e-9 ? 2 : lead <= 5 + 1e-9 ? 5 : 10)
}

/** 0 at the axis' beginning, 1 at its end. A logarithmic axis has no place for 0: it stands at the bottom. */
export function placeOn({ from, to, isLog }: Axis, value: number): number | null {
  if (!isLog) return (value - from) / (to - from)
  if (value === 0) return 0
  return value > 0 ? Math.log(value / from) / Math.log(to / from) : null
}

const raised: Readonly<Record<string, string>> = {
  ...{ '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴' },
  ...{ '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹' },
}

/** `0.25`, `2×10⁵`; powers of ten on a logarithmic axis from a thousand on. */
export function tickText({ isLog }: Pick<Axis, 'isLog'>, value: number): string {
  const size = Math.abs(value)
  if (value === 0 || (size >= 1e-3 && size < (isLog ? 1e3 : 1e5))) return formatValue(value, 5)
  const power = Math.floor(Math.log10(size) + 1e-9)
  const lead = Number((value / 10 ** power).toPrecision(3))
  const exponent = [...String(power)].map((letter) => raised[letter] ?? letter).join('')
  return `${lead === 1 ? '' : `${formatValue(lead)}×`}10${exponent}`
}

/** An SVG path within `width` x `height`; gaps where there is no value; of many points per pixel the extremes. */
export function curvePath(
  { x, y }: Pick<Curve, 'x' | 'y'>,
  axes: { readonly x: Axis; readonly y: Axis },
  size: { readonly width: number; readonly height: number },
): string {
  const parts: string[] = []
  let isOpen = false
  const perColumn = x.length / Math.max(1, size.width)
  const step = perColumn > 4 ? Math.ceil(perColumn) : 1
  for (let begin = 0; begin < x.length; begin += step) {
    for (const at of step === 1 ? [begin] : extremes(y, begin, Math.min(x.length, begin + step))) {
      const value = y[at] ?? null
      const up = value === null ? null : placeOn(axes.y, value)
      if (up === null) {
        isOpen = false
        continue
      }
      const left = placeOn(axes.x, x[at]!)! * size.width
      // what is off the axis runs along its end
      const top = (1 - Math.min(1, Math.max(0, up))) * size.height
      parts.push(`${isOpen ? 'L' : 'M'}${round(left)},${round(top)}`)
      isOpen = true
    }
  }
  return parts.join('')
}

/** Places of the smallest and the largest value, as they stand; a place without value where all are. */
function extremes(y: Curve['y'], begin: number, end: number): number[] {
  let [low, high] = [-1, -1]
  for (let i = begin; i < end; i++) {
    const value = y[i] ?? null
    if (value === null) continue
    if (low < 0 || value < y[low]!) low = i
    if (high < 0 || value > y[high]!) high = i
  }
  if (low < 0) return [begin]
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)]
}

const round = (value: number): number => Math.round(value * 10) / 10

/** Place of the nearest x; null beyond the ends. */
export function placeNear(x: Curve['x'], at: number): number | null {
  if (x.length === 0 || at < x[0]! - 1e-9 || at > x.at(-1)! + 1e-9) return null
  let [low, high] = [0, x.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (x[middle]! <= at) low = middle
    else high = middle
  }
  return at - x[low]! <= x[high]! - at ? low : high
}

/** The value of the nearest x; null beyond the ends. */
export function valueNear({ x, y }: Pick<Curve, 'x' | 'y'>, at: number): number | null {
  const place = placeNear(x, at)
  return place === null ? null : (y[place] ?? null)
}
