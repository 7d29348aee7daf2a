/** The polygons that stay, by neighbourhood, so that a later one meets only those that it can touch. */
import type { EdgeRows } from './polygon-overlap.ts'
import type { StarPolygon } from './star-polygon.ts'

export interface Survivor {
  readonly polygon: StarPolygon
  readonly rows: EdgeRows
  /** Of the largest disc about its centre that lies in it, px. */
  readonly innerRadius: number
}

/** Blocks are never smaller, nor are there more of them along an axis: large objects lie in few. */
const smallestSidePx = 32
const mostBlocks = 64

export class Survivors {
  readonly #sidePx: number
  readonly #columns: number
  readonly #rows: number
  readonly #blocks: (Survivor[] | undefined)[] = []

  /** Of the full image, px. */
  constructor(height: number, width: number) {
    this.#sidePx = Math.max(smallestSidePx, Math.ceil(Math.max(height, width) / mostBlocks))
    this.#columns = Math.ceil(width / this.#sidePx)
    this.#rows = Math.ceil(height / this.#sidePx)
  }

  /** Files it under every block that its box reaches. */
  add(survivor: Survivor): void {
    this.#forEachBlock(survivor.polygon, (block) => {
      const there = this.#blocks[block]
      if (there) there.push(survivor)
      else this.#blocks[block] = [survivor]
      return false
    })
  }

  /** Whether one of those near the polygon's box is as asked; each may be asked more than once. */
  someNear(polygon: StarPolygon, isWanted: (survivor: Survivor) => boolean): boolean {
    return this.#forEachBlock(polygon, (block) => this.#blocks[block]?.some(isWanted) ?? false)
  }

  #forEachBlock(
    { left, right, top, bottom }: StarPolygon,
    visit: (block: number) => boolean,
  ): boolean {
    const within = (at: number, count: number): number =>
      Math.min(count - 1, Math.max(0, Math.floor(at / this.#sidePx)))
    const [fromRow, toRow] = [within(top, this.#rows), within(bottom, this.#rows)]
    const [fromColumn, toColumn] = [within(left, this.#columns), within(right, this.#columns)]
    for (let row = fromRow; row <= toRow; row++) {
      for (let column = fromColumn; column <= toColumn; column++)
        if (visit(row * this.#columns + column)) return true
    }
    return false
  }
}
