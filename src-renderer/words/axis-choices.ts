/** What the axes of an image may mean, as choices a person understands. Pure. */
import type { AxisHint, ImageDescription } from '../../src-main/contract/images.ts'
import { countOf } from './numbers.ts'

export interface AxisChoice {
  /** Letters for all stored axes. */
  readonly axes: string
  readonly text: string
}

/** The letters a person may give to an axis. */
export const axisLetters = [
  { letter: 't', text: 'time (t)' },
  { letter: 'c', text: 'channels (c)' },
  { letter: 'z', text: 'slices (z)' },
  { letter: 'y', text: 'rows (y)' },
  { letter: 'x', text: 'columns (x)' },
  { letter: 's', text: 'colour samples (s)' },
] as const

const things: Readonly<Record<string, readonly [one: string, many: string]>> = {
  t: ['time point', 'time points'],
  c: ['channel', 'channels'],
  z: ['slice along z', 'slices along z'],
  s: ['colour sample', 'colour samples'],
  q: ['plane of unknown meaning', 'planes of unknown meaning'],
}

/** `120 time points`; `3 channels, each with 40 slices along z`. */
export function axesText(axes: string, shape: readonly number[]): string {
  const planes = [...axes].flatMap((letter, at) => {
    const words = things[letter]
    return words ? [countOf(shape[at] ?? 1, words[0], words[1])] : []
  })
  if (axes.includes('s') && planes.length === 1) return 'one colour image'
  return planes.length === 0 ? 'one plane' : planes.join(', each with ')
}

/** The file's own reading first, then what the hints propose, each once. */
export function axisChoices(
  { axes, shape }: Pick<ImageDescription, 'axes' | 'shape'>,
  hints: readonly AxisHint[],
): AxisChoice[] {
  const proposed = hints.flatMap((hint) => hint.axes)
  const own = axes.includes('q') ? [] : [axes]
  return [...new Set([...own, ...proposed])].map((one) => ({
    axes: one,
    text: axesText(one, shape),
  }))
}

/**
 * The question that an unknown axis asks by itself, where the core has no better one; null where every axis
 * is known. `axes` is the file's own reading.
 */
export function questionOf(axes: string, shape: readonly number[]): AxisHint | null {
  const at = axes.indexOf('q')
  if (at < 0) return null
  const free = ['z', 't', 'c'].filter((letter) => !axes.includes(letter))
  if (free.length === 0) return null
  const names = free.map((letter) => things[letter]![1])
  const list = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ')
  return {
    kind: 'axes-unknown',
    message: `This file does not say what its ${shape[at] ?? 1} planes are: ${list}?`,
    // Further unknown axes stay so; they are set by hand.
    axes: free.map((letter) => axes.replace('q', letter)),
  }
}

/** Why letters cannot be the axes of an image; null where they can. */
export function axesProblem(axes: string): string | null {
  const doubled = [...axes].find((letter, at) => axes.indexOf(letter) !== at)
  if (doubled !== undefined) {
    const name = axisLetters.find(({ letter }) => letter === doubled)?.text ?? doubled
    return `Two axes are ${name}; each can be only once.`
  }
  if (!axes.includes('y') || !axes.includes('x'))
    return 'One axis has to be the rows (y) and one the columns (x).'
  return null
}
