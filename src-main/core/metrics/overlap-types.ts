/** What an overlap table is made of. */

/** Objects of one side, labels ascending; background (0) is none of them. */
export interface Objects {
  readonly labels: readonly number[]
  /** Pixels of each, in the order of `labels`. */
  readonly areas: readonly number[]
}

/** Pixels shared by one object of the truth and one of the prediction: places in their lists. */
export interface Overlap {
  readonly truth: number
  readonly prediction: number
  readonly pixels: number
}

export interface OverlapTable {
  readonly truth: Objects
  readonly prediction: Objects
  /** Touching pairs only, by truth and then prediction. */
  readonly overlaps: readonly Overlap[]
}
