/**
 * The plane-wise view of an image: which stored plane stands for which t, c and z.
 * `y`, `x` and `s` lie inside a plane; every other axis counts planes.
 */
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

/**
 * `axes` and `shape` as in `ImageInfo`. Unknown axes (`q`) take the free places z, t, c, the one
 * nearest to y first: a stack without metadata is browsed as z.
 */
export function planeView(axes: string, shape: readonly number[]): PlaneView {
  const letters = [...axes]
  const sizeOf = (letter: string): number => shape[letters.indexOf(letter)] ?? 1
  const counted = letters
    .map((letter, index) => ({ letter, size: shape[index] ?? 1 }))
    .filter(({ letter }) => !'yxs'.includes(letter))
  const roles = assignRoles(counted.map(({ letter }) => letter))
  const extent = { t: 1, c: 1, z: 1 }
  const stride = { t: 0, c: 0, z: 0 }
  let planes = 1
  for (let i = counted.length - 1; i >= 0; i--) {
    const role = roles[i]!
    extent[role] = counted[i]!.size
    stride[role] = planes
    planes *= counted[i]!.size
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
    warnings: counted.flatMap(({ letter, size }, i) =>
      letter === 'q'
        ? [
            `The file does not say what its axis of ${size} planes means; it is kept as q and shown as ${roles[i]!}.`,
          ]
        : [],
    ),
  }
}

/** One role per counted axis, no role twice. More than three counted axes cannot be shown. */
function assignRoles(letters: readonly string[]): readonly PlaneAxis[] {
  const free: PlaneAxis[] = (['z', 't', 'c'] as const).filter((role) => !letters.includes(role))
  const roles: PlaneAxis[] = []
  for (let i = letters.length - 1; i >= 0; i--) {
    const letter = letters[i]!
    const role = letter === 't' || letter === 'c' || letter === 'z' ? letter : free.shift()
    if (role === undefined)
      throw new RangeError(`More than three axes count planes: ${letters.join('')}`)
    roles.unshift(role)
  }
  return roles
}
