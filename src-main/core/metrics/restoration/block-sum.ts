/** A sum that is taken in blocks of pixels, so that rounding does not grow with the image, however pixels come. */
import { BLOCK } from './pixel-moments.ts'

export class BlockSum {
  private whole = 0
  private block = 0
  private inBlock = 0

  add(value: number): void {
    this.block += value
    if (++this.inBlock < BLOCK) return
    this.whole += this.block
    this.block = 0
    this.inBlock = 0
  }

  /** As sums over whole images add it up: the last, shorter block too. */
  get total(): number {
    return this.inBlock === 0 ? this.whole : this.whole + this.block
  }
}
