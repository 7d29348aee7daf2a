/** What every kind of tool gets and gives when it predicts one case. Types, and the two checks all share. */
import type { ToolSettings } from '../../contract/tool-file.ts'
import type { Task } from '../../contract/words.ts'
import type {
  DatasetStatistics,
  JobOptions,
  PredictExecution,
  PredictInput,
} from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import type { ImageInfo, LabelImage, RealImage } from '../images/types.ts'
import type { WrittenFile } from '../images/write-tiff-file.ts'
import type { FoundPoints } from './found-points.ts'

export interface PredictionWork {
  readonly caseId: string
  /** Path of the image. */
  readonly image: string
  /** Path under whose name its prediction is looked for, where that is another. */
  readonly calledAs?: string | undefined
  readonly task: Task
  readonly settings: ToolSettings
  readonly outputDir: string
  readonly cacheDir: string
  readonly threads: number
  /** The CPU, and blocks of any size, where absent. */
  readonly execution?: PredictExecution | undefined
  /** Of all cases of the run, for networks that ask for them. */
  readonly statistics?: DatasetStatistics | undefined
  /** Where the results of a program are that ran once for all cases. */
  readonly together?: string | undefined
  readonly options: JobOptions
}

/** A prediction in memory, before it is written, or one that is in its file already. Masks are labels of 0 and 1. */
export type PredictedPixels =
  | { readonly kind: 'file'; readonly file: WrittenFile }
  | { readonly kind: 'labels'; readonly labels: LabelImage }
  | { readonly kind: 'image'; readonly image: RealImage }
  | { readonly kind: 'points'; readonly points: FoundPoints }
  /** A table of one row. */
  | { readonly kind: 'classes'; readonly table: string }

export interface Computed {
  readonly pixels: PredictedPixels
  readonly pixelSizeUm: ImageInfo['pixelSizeUm']
  readonly provider: string | null
  readonly tiles: number
  readonly seconds: Readonly<Record<string, number>>
  readonly notes: readonly string[]
}

export function workOf(input: PredictInput, options: JobOptions): PredictionWork {
  const { task, settings, outputDir, cacheDir, threads, execution, statistics, together } = input
  const { id: caseId, image } = input.case
  const shared = { task, settings, outputDir, cacheDir, threads, execution, statistics, together }
  return { caseId, image, ...shared, options }
}

export function requireNotCancelled({ caseId, options }: PredictionWork): void {
  if (!options.signal?.aborted) return
  throw new TouchstoneError('cancelled', `The prediction of case ${caseId} was cancelled.`)
}

/** Time series are not evaluated as one case: nothing says which time a score would belong to. */
export function requireOneTime(path: string, info: ImageInfo): void {
  if (info.size.t === 1) return
  throw new TouchstoneError(
    'axes-mismatch',
    `${path} has ${info.size.t} times, but a case is one plane or one z stack. Save each time as its own image.`,
  )
}

/** `[y, x]` of a plane, `[z, y, x]` of a stack. */
export function spatialShape({ size }: ImageInfo): number[] {
  return size.z > 1 ? [size.z, size.height, size.width] : [size.height, size.width]
}

export function secondsSince(start: number): number {
  return (performance.now() - start) / 1000
}
