/** What is known of each object of a label image that is walked run by run, in one pass and in C order. */
import { LabelPlaces } from './label-places.ts'

export interface ObjectGeometry {
  readonly label: number
  readonly areaPx: number
  /** Mean position of its pixels' centres; z is 0 in a plane. */
  readonly centroid: { readonly x: number; readonly y: number; readonly z: number }
  /** Has a pixel in an outermost row, column or plane: the image may have cut it. */
  readonly touchesBorder: boolean
}

export class ObjectTally {
  readonly places = new LabelPlaces()
  #areas = new Float64Array(64)
  #x = new Float64Array(64)
  #y = new Float64Array(64)
  #z = new Float64Array(64)
  #onBorder = new Uint8Array(64)

  /** Pixels `begin` to `end` (exclusive) of a row; `isOuter` where the image ends beside them. */
  add(place: number, begin: number, end: number, y: number, z: number, isOuter: boolean): void {
    if (place >= this.#areas.length) this.#grow()
    const pixels = end - begin
    this.#areas[place] = this.#areas[place]! + pixels
    this.#x[place] = this.#x[place]! + (pixels * (begin + end - 1)) / 2
    this.#y[place] = this.#y[place]! + pixels * y
    this.#z[place] = this.#z[place]! + pixels * z
    if (isOuter) this.#onBorder[place] = 1
  }

  areaAt(place: number): number {
    return this.#areas[place]!
  }

  /** By label, ascending. */
  geometry(): readonly ObjectGeometry[] {
    return Array.from(this.places.sorted().places, (place) => ({
      label: this.places.labels[place]!,
      areaPx: this.#areas[place]!,
      centroid: {
        x: this.#x[place]! / this.#areas[place]!,
        y: this.#y[place]! / this.#areas[place]!,
        z: this.#z[place]! / this.#areas[place]!,
      },
      touchesBorder: this.#onBorder[place] === 1,
    }))
  }

  #grow(): void {
    this.#areas = grown(this.#areas)
    this.#x = grown(this.#x)
    this.#y = grown(this.#y)
    this.#z = grown(this.#z)
    const onBorder = new Uint8Array(2 * this.#onBorder.length)
    onBorder.set(this.#onBorder)
    this.#onBorder = onBorder
  }
}

function grown(from: Float64Array): Float64Array<ArrayBuffer> {
  const to = new Float64Array(2 * from.length)
  to.set(from)
  return to
}
