/** Letters for the axes of a Zarr array: from OME-Zarr's `axes`, from `dimension_names`, or from nothing. */
import { TouchstoneError } from '../../errors.ts'

export interface NamedAxis {
  readonly name: string
  readonly type?: string | undefined
  readonly unit?: string | undefined
}

const knownLetters = 'tczyx'

/**
 * One letter for each axis: t c z y x where the name or the type says so, `q` for all others and for a name
 * that stands twice. Where y and x are named by nobody, they are the last two.
 */
export function axisLetters(axes: readonly (NamedAxis | null)[]): string {
  const letters = axes.map((axis) => (axis === null ? 'q' : letterOf(axis)))
  letters.forEach((letter, i) => {
    if (letters.indexOf(letter) < i) letters[i] = 'q'
  })
  if (!letters.includes('x')) nameLast(letters, 'x')
  if (!letters.includes('y') && letters.length > 1) nameLast(letters, 'y')
  return letters.join('')
}

/** OME-Zarr 0.1 and 0.2 know five axes and do not name them. */
export function unnamedAxes(count: number, isOldOme: boolean): string {
  if (isOldOme && count === 5) return 'tczyx'
  return count === 1 ? 'x' : `${'q'.repeat(Math.max(0, count - 2))}yx`
}

/** The axes that a person states. TouchstoneError 'axes-mismatch' where they do not fit the shape. */
export function requireAxes(path: string, axes: string, shape: readonly number[]): string {
  const counts = [...axes].filter((letter) => letter !== 'q')
  const isUsable =
    axes.length === shape.length &&
    new Set(counts).size === counts.length &&
    axes.includes('x') &&
    (axes.includes('y') || axes.length === 1)
  if (isUsable) return axes
  throw new TouchstoneError(
    'axes-mismatch',
    `${path} has ${shape.length} axes (${shape.join(' x ')}), and the stated axes ${axes} do not name each of them once with y and x among them.`,
    { path, axes, shape },
  )
}

function letterOf({ name, type }: NamedAxis): string {
  const letter = name.toLowerCase()
  if (letter.length === 1 && knownLetters.includes(letter)) return letter
  if (type === 'channel') return 'c'
  return type === 'time' ? 't' : 'q'
}

function nameLast(letters: string[], letter: 'x' | 'y'): void {
  const at = letters.lastIndexOf('q')
  if (at >= 0) letters[at] = letter
}
