/** What a scorer of one task is given and gives: two files in, scores by metric id out. */
import type { JudgedRegion } from '../../contract/datasets.ts'
import type { Readout } from '../../contract/readouts.ts'
import type { Json, PixelSizeUm, Score } from '../../contract/words.ts'
import type { ShareBands } from '../../core/metrics/restoration/ssim-band.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'

export interface ClassifiedCase {
  readonly id: string
  readonly trueClass: string
  /** Of the whole dataset. */
  readonly classes: readonly string[]
}

/** What to score: `wanted` are the ids of the planned metrics. */
export interface Pair {
  readonly truth: string
  readonly prediction: string
  readonly options: MetricOptions
  readonly wanted: readonly string[]
  /** The image that the prediction was made from, for metrics that look at it. */
  readonly image?: string
  /** Tables of labels and classes, where objects have any; `prediction` null where the tool names none. */
  readonly objectClasses?: { readonly truth: string; readonly prediction: string | null }
  /** Where the truth is only partly annotated; null or absent: all was judged. */
  readonly region?: JudgedRegion
  /** One image of a classified dataset, whose true class is known already. */
  readonly classified?: ClassifiedCase
  /** Where read-outs are wanted: the input image, for intensities, and the size of its pixels where it is stated. */
  readonly readouts?: { readonly image: string | null; readonly pixelSizeUm: PixelSizeUm | null }
  /** Threads that large planes are shared with, where there are any. */
  readonly shareBands?: ShareBands
}

export interface Scored {
  readonly scores: Readonly<Record<string, Score>>
  /** The error class of every object, for the file beside the prediction. */
  readonly objects?: Json
  /** Absent where none are wanted, and of tasks without any. */
  readonly readouts?: readonly Readout[]
  readonly notes: readonly string[]
}

export type Scorer = (pair: Pair) => Promise<Scored>
