/**
 * The planes that come next while a person steps through a stack: read once everything in sight is here, so
 * that the next step finds them. Nothing is read ahead of a projection, which costs as much as all its planes.
 */
import { createStepping } from '../../src-main/contract/stepping.ts'
import type { PlaneSource } from './plane-source.ts'

export interface PlanesAhead {
  /** For every distance the planes so far ahead of those in sight, the nearest distance first. */
  readonly after: (shown: readonly PlaneSource[]) => readonly (readonly PlaneSource[])[]
}

export function createPlanesAhead(): PlanesAhead {
  const stepping = createStepping()
  return {
    after(shown) {
      const rows = [...new Map(shown.map((source) => [source.key, source])).values()].map(
        ({ image, place, work }) => {
          if (place === undefined || work !== undefined) return []
          const stack = `${image} ${place.plane.c}`
          return stepping.after(stack, place.plane, place.size).map(place.at)
        },
      )
      const farthest = Math.max(0, ...rows.map(({ length }) => length))
      return Array.from({ length: farthest }, (_, at) => rows.flatMap((row) => row[at] ?? []))
    },
  }
}
