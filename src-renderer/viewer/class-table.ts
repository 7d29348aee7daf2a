/**
 * Label id -> error class, as an open-addressing hash table in a texture: exact for every id up to 2^32 - 1,
 * small however large the ids. The shader walks it with the same hash. Pure.
 */
import type { ObjectError } from '../../src-main/contract/images.ts'

/** As the shader knows them. 0 is none. */
export const errorClasses = { correct: 1, missed: 2, extra: 3, split: 4, merged: 4 } as const

/** Pairs of id and class; 0 is an empty place. `side` x `side` texels, a power of two. */
export interface ClassTable {
  readonly side: number
  readonly data: Uint32Array
  /** No id is farther than this from its hash: the shader's loop ends there. */
  readonly longestWalk: number
}

/** Knuth's multiplicative hash (TAOCP 3, 6.4): upper bits of id * 2654435761 mod 2^32. */
export function hashOf(label: number, places: number): number {
  return (Math.imul(label, 2654435761) >>> 8) % places
}

export function buildClassTable(
  objects: readonly Pick<ObjectError, 'label' | 'class'>[],
): ClassTable {
  let side = 4
  while (side * side < objects.length * 2) side *= 2
  const places = side * side
  const data = new Uint32Array(places * 2)
  let longestWalk = 1
  for (const { label, class: name } of objects) {
    let place = hashOf(label, places)
    let walk = 1
    while (data[place * 2] !== 0) {
      place = (place + 1) % places
      walk++
    }
    data[place * 2] = label
    data[place * 2 + 1] = errorClasses[name]
    longestWalk = Math.max(longestWalk, walk)
  }
  return { side, data, longestWalk }
}

/** As the shader finds it; 0 where the id is not in the table. */
export function classOf(table: ClassTable, label: number): number {
  const places = table.side * table.side
  let place = hashOf(label, places)
  for (let walk = 0; walk < table.longestWalk; walk++) {
    if (table.data[place * 2] === label) return table.data[place * 2 + 1] ?? 0
    place = (place + 1) % places
  }
  return 0
}
