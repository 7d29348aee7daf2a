/**
 * Names of numbered images: `stack_*.tif` stands for `stack_0001.tif`, `stack_0002.tif` and so on, each star
 * for a number. What stands before a star tells its axis: `a_t*_z*_ch*.tif` is a t, z, c series.
 */

export interface SequencePattern {
  /** One letter per star: t, z, c, or q where the name does not tell. */
  readonly axes: string
  /** The numbers in a file name, undefined where it does not fit. */
  numbersOf(name: string): readonly number[] | undefined
}

const mostStars = 3

const hints: readonly (readonly [letter: string, pattern: RegExp])[] = [
  ['t', /(^|[^a-z])(t|tp|time|timepoint|frame)[-_ ]?$/i],
  ['z', /(^|[^a-z])(z|slice|plane|zplane)[-_ ]?$/i],
  ['c', /(^|[^a-z])(c|ch|chan|channel|w)[-_ ]?$/i],
]

/** Undefined for a name without a star, with more than three, or with two that touch. */
export function parseSequencePattern(name: string): SequencePattern | undefined {
  const parts = name.split('*')
  const stars = parts.length - 1
  if (stars < 1 || stars > mostStars || parts.slice(1, -1).includes('')) return undefined
  const escaped = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const pattern = new RegExp(`^${escaped.join('(\\d{1,15})')}$`)
  return {
    axes: axesOf(parts.slice(0, -1)),
    numbersOf: (candidate) => pattern.exec(candidate)?.slice(1).map(Number),
  }
}

/** A letter that would stand twice becomes q. */
function axesOf(before: readonly string[]): string {
  let axes = ''
  for (const text of before) {
    const letter = hints.find(([, hint]) => hint.test(text))?.[0] ?? 'q'
    axes += letter !== 'q' && axes.includes(letter) ? 'q' : letter
  }
  return axes
}

/** The patterns that a file name may belong to: all its numbers with an axis, else the last number alone. */
export function patternsFor(name: string): string[] {
  const extension = /(\.ome)?\.[a-z0-9]+$/i.exec(name)?.[0] ?? ''
  const stem = name.slice(0, name.length - extension.length)
  const numbers = [...stem.matchAll(/\d+/g)]
  const withAxis = numbers.filter((found) => axesOf([stem.slice(0, found.index)]) !== 'q')
  const last = numbers.at(-1)
  const star = (chosen: readonly RegExpExecArray[]): string =>
    chosen.reduceRight(
      (text, { 0: digits, index }) =>
        `${text.slice(0, index)}*${text.slice(index + digits.length)}`,
      stem,
    ) + extension
  return [
    ...(withAxis.length > 0 && withAxis.length <= mostStars ? [star(withAxis)] : []),
    ...(last !== undefined && !withAxis.includes(last) ? [star([last])] : []),
  ]
}
