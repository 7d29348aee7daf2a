/**
 * The plane-wise view of an image: which stored plane stands for which t, c and z.
 * `y`, `x` and `s` lie inside a plane; every other axis counts planes.
 */
import { TouchstoneError } from '../errors.ts'
import type { ImageInfo } from './types.ts'

type PlaneAxis = 't' | 'c' | 'z'

export interface PlaneView {
  readonly size: ImageInfo['size']
  /** Planes in the file: the product of all axes that count planes. */
  readonly planes: number
  /** Whether samples are stored one after another (`syx`) instead of interleaved (`yxs`). */
  readonly planar: boolean
  /** Place of a plane in stored order. Indices must lie inside `size`. */
  planeIndex(plane: { readonly t: number; readonly c: number; readonly z: number }): number
  /** For instance `q is shown as z`; empty where the axes are known. */
  readonly warnings: readonly string[]
}

/** Neighbouring axes that are shown as one. */
interface AxisRun {
  readonly letters: string
  readonly size: number
}

/**
 * `axes` and `shape` as in `ImageInfo`. Unknown axes (`q`) take the free places z, t, c, the one
 * nearest to y first: a stack without metadata is browsed as z. Unknown axes beyond the three places
 * are joined with a neighbour. TouchstoneError 'axes-mismatch' for a known axis that stands twice.
 */
export function planeView(axes: string, shape: readonly number[]): PlaneView {
  const letters = [...axes]
  const sizeOf = (letter: string): number => shape[letters.indexOf(letter)] ?? 1
  const runs = joinedRuns(
    axes,
    letters
      .map((letter, index) => ({ letters: letter, size: shape[index] ?? 1 }))
      .filter((run) => !'yxs'.includes(run.letters)),
  )
  const roles = assignRoles(runs.map((run) => run.letters))
  const extent = { t: 1, c: 1, z: 1 }
  const stride = { t: 0, c: 0, z: 0 }
  let planes = 1
  for (let i = runs.length - 1; i >= 0; i--) {
    const role = roles[i]!
    extent[role] = runs[i]!.size
    stride[role] = planes
    planes *= runs[i]!.size
  }
  return {
    size: {
      ...extent,
      height: letters.includes('y') ? sizeOf('y') : 1,
      width: sizeOf('x'),
      samples: letters.includes('s') ? sizeOf('s') : 1,
    },
    planes,
    planar: letters.includes('s') && letters.indexOf('s') < letters.indexOf('y'),
    planeIndex: ({ t, c, z }) => t * stride.t + c * stride.c + z * stride.z,
    warnings: runs.flatMap((run, i) => warningsOf(run, roles[i]!)),
  }
}

function warningsOf({ letters, size }: AxisRun, role: PlaneAxis): string[] {
  if (!letters.includes('q')) return []
  return [
    letters.length === 1
      ? `The file does not say what its axis of ${size} planes means; it is kept as q and shown as ${role}.`
      : `The axes ${letters} of ${size} planes together are shown one after another as ${role}.`,
  ]
}

/** At most three runs, each with at most one known letter: neighbours of unknown axes are joined until then. */
function joinedRuns(axes: string, single: readonly AxisRun[]): readonly AxisRun[] {
  const known = single.map((run) => run.letters).filter((letter) => letter !== 'q')
  if (new Set(known).size < known.length) {
    throw new TouchstoneError(
      'axes-mismatch',
      `The axes ${axes} name one of t, c and z twice, and each may stand once.`,
      { axes },
    )
  }
  const runs = [...single]
  while (runs.length > 3) {
    const unknownOutside = runs.findIndex(
      (run, i) => /^q+$/.test(run.letters) && /^q+$/.test(runs[i + 1]?.letters ?? ''),
    )
    const at =
      unknownOutside >= 0 ? unknownOutside : runs.findIndex((run) => /^q+$/.test(run.letters))
    const first = Math.min(at, runs.length - 2)
    const [outer, inner] = runs.slice(first, first + 2) as [AxisRun, AxisRun]
    runs.splice(first, 2, {
      letters: outer.letters + inner.letters,
      size: outer.size * inner.size,
    })
  }
  return runs
}

/** One role per run, no role twice. */
function assignRoles(runs: readonly string[]): readonly PlaneAxis[] {
  const knownOf = (letters: string): PlaneAxis | undefined =>
    (['z', 't', 'c'] as const).find((role) => letters.includes(role))
  const taken = new Set(runs.map(knownOf))
  const free = (['z', 't', 'c'] as const).filter((role) => !taken.has(role))
  return runs
    .toReversed()
    .map((letters) => knownOf(letters) ?? free.shift()!)
    .toReversed()
}
