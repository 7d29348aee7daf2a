/**
 * Gray values summed per label of a label image, class map or mask, piece by piece. Memory grows with the
 * labels, not with the image. Values that are no finite number are left out and counted.
 */
import { LabelPlaces } from '../label-places.ts'

/** One channel of a piece of an image: the value of pixel i is `data[first + i * step]`. */
export interface ChannelPixels {
  readonly data: ArrayLike<number> | ArrayLike<bigint>
  readonly first: number
  readonly step: number
}

export interface GraySum {
  /** Pixels with a finite value. */
  readonly pixels: number
  readonly sum: number
}

export class IntensityTally {
  readonly #channels: number
  readonly #places = new LabelPlaces()
  #pixels = new Float64Array(64)
  #sums = new Float64Array(64)
  #leftOut = 0

  constructor(channels: number) {
    this.#channels = channels
  }

  /** Pixels `begin` to `end` of `labels`; they are pixels `at` and following of the piece. */
  add(
    labels: ArrayLike<number>,
    begin: number,
    end: number,
    piece: readonly ChannelPixels[],
    at: number,
  ): void {
    for (let i = begin; i < end; i++) {
      const place = this.#places.of(labels[i]!)
      if (place < 0) continue
      const slot = place * this.#channels
      if (slot + this.#channels > this.#sums.length) this.#grow(slot + this.#channels)
      for (let channel = 0; channel < this.#channels; channel++) {
        const { data, first, step } = piece[channel]!
        const value = Number(data[first + (at + i - begin) * step])
        if (!Number.isFinite(value)) {
          this.#leftOut++
          continue
        }
        this.#pixels[slot + channel]!++
        this.#sums[slot + channel]! += value
      }
    }
  }

  /** Values of NaN or infinity among the pixels of labels. */
  get leftOut(): number {
    return this.#leftOut
  }

  /** By label, of one channel; labels that were never met are absent. */
  sums(channel: number): ReadonlyMap<number, GraySum> {
    return new Map(
      this.#places.labels.map((label, place) => {
        const slot = place * this.#channels + channel
        return [label, { pixels: this.#pixels[slot]!, sum: this.#sums[slot]! }]
      }),
    )
  }

  #grow(needed: number): void {
    const length = Math.max(needed, 2 * this.#sums.length)
    const [pixels, sums] = [new Float64Array(length), new Float64Array(length)]
    pixels.set(this.#pixels)
    sums.set(this.#sums)
    this.#pixels = pixels
    this.#sums = sums
  }
}
