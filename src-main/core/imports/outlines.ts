/**
 * Objects as programs draw them: outlines in pixels, x to the right and y down, where the first pixel covers
 * 0 to 1. Every reader of a drawing format gives these; `draw-outlines.ts` makes a label image of them.
 */

/** Flat pairs `x0, y0, x1, y1, ...`; closed without repeating the first point. */
export type Ring = readonly number[]

export interface Outline {
  /** Inside is what an odd number of rings encloses, so a ring within another is a hole. */
  readonly rings: readonly Ring[]
  /** Inside is what any of the rings encloses, instead. */
  readonly isUnion?: boolean
  /** Of formats that store pixels instead; then there are no rings. */
  readonly mask?: PixelMask
  /** As the program calls the object; empty where it has no name. */
  readonly name: string
  /** Class given to the object, null where none is. */
  readonly className: string | null
  /** Position in the stack from 0; null where the object belongs to no plane in particular. */
  readonly plane: { readonly z: number | null; readonly t: number | null } | null
}

export interface PixelMask {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Row by row, 0 outside. */
  readonly inside: Uint8Array
}

export interface OutlineFile {
  readonly path: string
  /** The format's usual name, for sentences. */
  readonly format: string
  readonly outlines: readonly Outline[]
  /** What is in the file and is no area, such as lines and points, in sentences. */
  readonly notes: readonly string[]
}

/** The smallest box of whole pixels around an outline; null for one without points. */
export function boundsOf({ rings, mask }: Pick<Outline, 'rings' | 'mask'>): Bounds | null {
  if (mask !== undefined) {
    const { left, top, width, height } = mask
    if (width === 0) return null
    return { left, top, right: left + width, bottom: top + height }
  }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      left = Math.min(left, ring[i]!)
      right = Math.max(right, ring[i]!)
      top = Math.min(top, ring[i + 1]!)
      bottom = Math.max(bottom, ring[i + 1]!)
    }
  }
  return left > right ? null : { left, top, right, bottom }
}

export interface Bounds {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
