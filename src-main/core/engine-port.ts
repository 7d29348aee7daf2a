/**
 * The port to the engine: the closed list of jobs that the answering process may ask for. Messages carry
 * paths, rectangles and settings; pixels never cross except one tile at a time. Types only.
 */
import type { DatasetOrder, DatasetSurvey, FrozenDataset } from '../contract/datasets.ts'
import type { AxisHint, Conversion, ImageDescription, PlaneStatistics } from '../contract/images.ts'
import type { MetricTuple } from '../contract/metrics.ts'
import type { ToolSettings } from '../contract/tool-file.ts'
import type { BuiltInBaseline, ToolDescription } from '../contract/tools.ts'
import type { Digest, Json, Score, Task } from '../contract/words.ts'

export interface PlaneIndex {
  readonly t: number
  readonly c: number
  readonly z: number
}

/** An image as the engine is asked about it. */
export interface ImageQuestion {
  /** Its path, maybe with which of the file's images and what its axes mean (`images/image-reference.ts`). */
  readonly reference: string
  /** Of the file, where the record knows it. */
  readonly sha256: Digest | null
  /** Reduced levels take the most frequent value and never a mean, whatever the file says of itself. */
  readonly asLabels: boolean
  /** The workspace's cache: for levels made on demand, lists of planes, and pixels on their way. */
  readonly cacheDir: string
}

export interface PlaneQuestion {
  readonly image: ImageQuestion
  readonly level: number
  readonly plane: PlaneIndex
  /** Content key of the pixels that the asker has already. */
  readonly knownKey: string | null
}

export interface TileQuestion extends PlaneQuestion {
  readonly tileY: number
  readonly tileX: number
}

export interface TilePixels {
  /** `[height, width]` or `[height, width, samples]`. */
  readonly shape: readonly number[]
  readonly dtype: string
  /** Little-endian, C order; at most 2 MB for a tile with one sample of 8 bytes, 8 MB for a plane. */
  readonly bytes: Uint8Array
  /** Pixels that the file does not hold and that got its fill value. */
  readonly filledPixels: number
}

export type TileAnswer =
  | ({ readonly kind: 'pixels'; readonly contentKey: string } & TilePixels)
  /** The asker's pixels are the present ones. */
  | { readonly kind: 'unchanged'; readonly contentKey: string }
  /** The level is being made. */
  | { readonly kind: 'under-way'; readonly fraction: number }

export interface PredictInput {
  readonly reference: string
  readonly task: Task
  readonly settings: ToolSettings
  readonly case: { readonly id: string; readonly image: string }
  readonly outputDir: string
  readonly cacheDir: string
  readonly threads: number
  readonly seed: number
}

export interface OutputFile {
  readonly role: string
  readonly path: string
  readonly sha256: Digest
}

export interface PredictOutput {
  readonly outputs: readonly OutputFile[]
  /** What really ran; null where no network ran. */
  readonly provider: string | null
  readonly tiles: number
  readonly seconds: Readonly<Record<string, number>>
  readonly notes: readonly string[]
}

export interface ScoreInput {
  readonly task: Task
  readonly truth: string
  readonly prediction: string
  readonly options: Readonly<Record<string, Json>>
  /** Where to write the error class of every object (task `instances`). */
  readonly objectsPath?: string
}

export interface ScoredMetric {
  readonly metric: MetricTuple
  readonly score: Score
}

export interface ScoreOutput {
  readonly scores: readonly ScoredMetric[]
  readonly outputs: readonly OutputFile[]
  readonly seconds: number
  readonly notes: readonly string[]
}

interface Job<Input, Output> {
  readonly input: Input
  readonly output: Output
}

export interface EngineJobs {
  'inspect-image': Job<
    { readonly path: string; readonly checksum: boolean },
    Readonly<Record<string, unknown>>
  >
  'describe-image': Job<ImageQuestion, ImageDescription>
  'read-tile': Job<TileQuestion, TileAnswer>
  /** Throws `file-too-large` beyond `largestPlaneAnswerBytes`. */
  'read-plane': Job<PlaneQuestion, TileAnswer>
  'plane-statistics': Job<
    { readonly image: ImageQuestion; readonly plane: PlaneIndex },
    PlaneStatistics
  >
  'axis-hints': Job<ImageQuestion, { readonly hints: AxisHint[] }>
  /** Throws `format-not-supported` where no program here converts the file, `bad-request` where none is needed. */
  'find-converter': Job<{ readonly path: string }, { readonly program: Conversion['program'] }>
  'convert-image': Job<
    {
      readonly path: string
      readonly outputDir: string
      readonly program: Conversion['program']
    },
    { readonly path: string }
  >
  'survey-dataset': Job<DatasetOrder, DatasetSurvey>
  'freeze-dataset': Job<DatasetOrder, FrozenDataset>
  /** Throws `dataset-changed` when a file no longer has the hash it was frozen with. */
  'verify-dataset': Job<{ readonly dataset: FrozenDataset }, { readonly files: number }>
  'list-baselines': Job<Readonly<Record<string, never>>, readonly BuiltInBaseline[]>
  'describe-tool': Job<
    { readonly reference: string; readonly task?: Task; readonly cacheDir: string },
    ToolDescription
  >
  predict: Job<PredictInput, PredictOutput>
  'score-case': Job<ScoreInput, ScoreOutput>
  /** The tuples that `score-case` would compute with these options; throws `bad-options`. */
  'plan-metrics': Job<
    { readonly task: Task; readonly options: Readonly<Record<string, Json>> },
    readonly MetricTuple[]
  >
  'check-model': Job<
    { readonly path: string; readonly cacheDir: string },
    Readonly<Record<string, unknown>>
  >
  selftest: Job<{ readonly folder: string }, Readonly<Record<string, unknown>>>
  'try-providers': Job<
    Readonly<Record<string, never>>,
    readonly {
      readonly provider: string
      readonly works: boolean
      readonly reason: string | null
    }[]
  >
}

export type EngineJobName = keyof EngineJobs

export interface JobOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { readonly fraction: number; readonly message: string }) => void
}

/** Jobs of one lane share a child process; a crash in one lane leaves the other working. */
export interface Engine {
  request<Name extends EngineJobName>(
    name: Name,
    input: EngineJobs[Name]['input'],
    options?: JobOptions,
  ): Promise<EngineJobs[Name]['output']>
  close(): Promise<void>
}
