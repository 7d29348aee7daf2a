/** Where the planes of a series stand, in stored order, without an object for each of them. */

/** A page of the chain (of another file of the set), a subdirectory, or raw pixels without a directory. */
export type PlaneAddress =
  | { readonly directory: number; readonly fileName?: string; readonly depth?: number }
  | { readonly directoryAt: number }
  | { readonly offset: number }

export interface PlaneTable {
  readonly length: number
  /** Undefined where the plane was never stored. */
  at(plane: number): PlaneAddress | undefined
}

/** Pages one after another from the first of the file. */
export function pageRun(length: number): PlaneTable {
  return { length, at: (plane) => ({ directory: plane }) }
}

/** Pages in any order, each with `depth` planes inside. */
export function pageList(pages: ArrayLike<number>, depth = 1): PlaneTable {
  return {
    length: pages.length * depth,
    at(plane) {
      const directory = pages[Math.floor(plane / depth)]!
      return depth === 1 ? { directory } : { directory, depth: plane % depth }
    },
  }
}

/** Planes of equal size, one behind the other. */
export function rawPlanes(start: number, planeBytes: number, length: number): PlaneTable {
  return { length, at: (plane) => ({ offset: start + plane * planeBytes }) }
}

export function listedPlanes(addresses: readonly (PlaneAddress | undefined)[]): PlaneTable {
  return { length: addresses.length, at: (plane) => addresses[plane] }
}

/** For tests and short lists. */
export function addressesOf(table: PlaneTable): (PlaneAddress | undefined)[] {
  return Array.from({ length: table.length }, (_, plane) => table.at(plane))
}
