/**
 * Which dimension is what, as far as names and sizes of a graph tell: channels are few, image sides are many
 * or open. Suggestions in the order of likelihood; a trial run decides between them, a person has the last word.
 */
import type { GraphValue } from '../../inference/ort-tensor.ts'

export interface AxesSuggestion {
  /** Letters of b, c, z, y, x. */
  readonly axes: string
  /** In a few words. */
  readonly origin: string
}

/** Shorter sides are rather a number of channels. */
const shortestSide = 5

/** By number of dimensions, the usual order first. */
const layouts: Readonly<Record<number, readonly string[]>> = {
  3: ['byx', 'cyx', 'yxc'],
  4: ['bcyx', 'byxc'],
  5: ['bczyx', 'bzyxc'],
}

const namedLetters: readonly (readonly [letter: string, name: RegExp])[] = [
  ['b', /^(n|b|bs|batch\w*|unk_+batch)$/i],
  ['c', /^(c|ch|chan\w*|in_?channels?|out_?channels?|num_?classes|classes)$/i],
  ['z', /^(z|d|depth\w*|slices?)$/i],
  ['y', /^(y|h|height\w*|rows?)$/i],
  ['x', /^(x|w|width\w*|cols?|columns?)$/i],
]

/** Empty where the number of dimensions is none of an image. */
export function suggestAxes(value: GraphValue): AxesSuggestion[] {
  const named = lettersOf(value)
  const scored = (layouts[value.shape.length] ?? []).map((axes) => ({
    axes,
    byName: agreement(axes, named),
    bySize: plausibility(axes, value.shape),
  }))
  const agreeing = scored.filter(({ byName }) => byName >= 0)
  // names that fit no order at all are no names of axes
  const fitting = agreeing.length > 0 ? agreeing : scored
  const likely = fitting.filter(({ bySize }) => bySize >= 0)
  const possible = likely.length > 0 ? likely : fitting
  const ranked = possible.toSorted((a, b) => b.byName - a.byName || b.bySize - a.bySize)
  return ranked.map(({ axes, byName, bySize }) => ({
    axes,
    origin:
      byName > 0
        ? `names of the dimensions (${namesIn(value)})`
        : bySize > 0
          ? `sizes of the dimensions (${shapeText(value)})`
          : `the usual order of ${value.shape.length} dimensions; the graph leaves them open`,
  }))
}

/** Of an output: like the input where it can be, without channels where a dimension is missing. */
export function suggestOutputAxes(value: GraphValue, inputAxes: string): AxesSuggestion | null {
  // an empty shape is what the runtime reports where the graph states none
  if (value.shape.length === 0)
    return { axes: inputAxes, origin: 'those of the input; the graph states none for the output' }
  const own = suggestAxes(value)
  const same = own.find(({ axes }) => axes === inputAxes)
  const best = own[0]
  if (same && (best === undefined || bestBySize(same.axes, best.axes, value))) return same
  if (best && best.axes.length === inputAxes.length) return best
  const withoutChannels = inputAxes.replace('c', '')
  if (value.shape.length === withoutChannels.length)
    return { axes: withoutChannels, origin: 'the dimensions of the input without channels' }
  const withChannels = inputAxes.includes('c')
    ? null
    : `${inputAxes.slice(0, 1)}c${inputAxes.slice(1)}`
  if (withChannels !== null && value.shape.length === withChannels.length)
    return { axes: withChannels, origin: 'the dimensions of the input with channels' }
  return null
}

/** `8 x 3 x height x any`, as it is shown to a person. */
export function shapeText({ shape, symbols = [] }: GraphValue): string {
  return shape
    .map((size, index) => (size === null ? (readable(symbols[index]) ?? 'any') : String(size)))
    .join(' x ')
}

function bestBySize(axes: string, other: string, { shape }: GraphValue): boolean {
  return plausibility(axes, shape) >= plausibility(other, shape)
}

function namesIn({ symbols = [] }: GraphValue): string {
  return symbols.filter((name) => readable(name) !== null).join(', ')
}

/** Names that a converter made up tell nothing (`unk__375`). */
function readable(symbol: string | null | undefined): string | null {
  return symbol && !/^(unk|dim|dyn|s)_*\d+$|\.|^\?$/i.test(symbol) ? symbol : null
}

function lettersOf({ shape, symbols = [] }: GraphValue): (string | null)[] {
  return shape.map((_, index) => {
    const name = readable(symbols[index])
    return name === null
      ? null
      : (namedLetters.find(([, pattern]) => pattern.test(name))?.[0] ?? null)
  })
}

/** How many names agree beside the batch, which is the same in every layout; -1 where one disagrees. */
function agreement(axes: string, named: readonly (string | null)[]): number {
  let count = 0
  for (const [index, letter] of named.entries()) {
    if (letter === null) continue
    if (axes[index] !== letter) return -1
    if (letter !== 'b') count++
  }
  return count
}

/**
 * Above 0 where sizes speak for the layout: fewer channels than pixels, a square, a batch of one. -1 where a
 * side would have hardly any pixels.
 */
function plausibility(axes: string, shape: readonly (number | null)[]): number {
  const sizesOf = (letters: string): number[] =>
    [...axes].flatMap((letter, index) => (letters.includes(letter) ? (shape[index] ?? []) : []))
  const sides = sizesOf('yx')
  const shortest = Math.min(...sides)
  if (shortest < shortestSide) return -1
  const [batch] = sizesOf('b')
  const [channels] = sizesOf('c')
  return (
    (channels !== undefined && channels < shortest ? 1 : 0) +
    (sides.length === 2 && sides[0] === sides[1] ? 0.5 : 0) +
    (batch === 1 ? 1 : 0)
  )
}
