/** Where one is in an image whose pixels come in C order, in pieces that may end anywhere. */

export interface RowCursor {
  readonly width: number
  /** Column, row and plane of the next pixel. */
  x: number
  y: number
  z: number
  /** The row is one of the `borderWidth` outermost of its plane, or in such a plane of the volume. */
  isOuterRow: boolean
  /** To the first pixel after `pixels` more of this row. */
  advance(pixels: number): void
}

/** Shape in C order: one to three axes, or more where those before the last two count as planes. */
export function createRowCursor(shape: readonly number[], borderWidth = 1): RowCursor {
  const [width = 1, height = 1, ...before] = shape.toReversed()
  const depth = before.reduce((product, side) => product * side, 1)
  const isNearEnd = (at: number, side: number): boolean =>
    at < borderWidth || at >= side - borderWidth
  const isOuter = (y: number, z: number): boolean =>
    isNearEnd(y, height) || (depth > 1 && isNearEnd(z, depth))
  return {
    width,
    x: 0,
    y: 0,
    z: 0,
    isOuterRow: isOuter(0, 0),
    advance(pixels) {
      this.x += pixels
      if (this.x < width) return
      this.x = 0
      this.y += 1
      if (this.y === height) {
        this.y = 0
        this.z += 1
      }
      this.isOuterRow = isOuter(this.y, this.z)
    },
  }
}
