/**
 * The port to the engine: the closed list of jobs that the answering process may ask for. Messages carry
 * paths, rectangles and settings; pixels never cross except one tile at a time. Types only.
 */
import type { LineProfile, PowerSpectrum } from '../contract/analysis.ts'
import type { BareInstall, BareModel, Preview, PreviewOrder } from '../contract/bare-model.ts'
import type { Comparison, Verdict } from '../contract/comparison.ts'
import type { Classification } from '../contract/confusion.ts'
import type {
  DatasetOrder,
  DatasetSurvey,
  FrozenDataset,
  JudgedRegion,
} from '../contract/datasets.ts'
import type { ModelTrial, ProviderTrial } from '../contract/execution.ts'
import type { AxisHint, Conversion, ImageDescription, PlaneStatistics } from '../contract/images.ts'
import type { ImportPreview } from '../contract/import-preview.ts'
import type { ModelCheck, SeamCheck } from '../contract/model-check.ts'
import type { Estimate, MetricTuple } from '../contract/metrics.ts'
import type { SelftestCounts, SelftestSummary, SelftestValue } from '../contract/selftest.ts'
import type { ToolCheckResult } from '../contract/tool-check.ts'
import type { ChannelChoice, TilingSettings, ToolSettings } from '../contract/tool-file.ts'
import type { BuiltInBaseline, ToolDescription } from '../contract/tools.ts'
import type { VolumeView } from '../contract/volume-view.ts'
import type { Digest, Json, PixelSizeUm, Score, Task } from '../contract/words.ts'
import type {
  FingerprintOrder,
  PlannedMeasurement,
} from './metrics/fingerprint/plan-fingerprint.ts'
import type { ConsensusOrder, MadeConsensus } from './datasets/consensus/make-consensus.ts'
import type { CollectionReading } from './models/catalogue/read-collection.ts'
import type { ExportObjectsInput } from './exports/export-objects.ts'
import type { WriteInputsOrder, WrittenInputs } from './tools/round-trip/write-inputs.ts'
import type { InstallSource } from './tools/shelf/stage-package.ts'
import type { StoredTool } from './tools/shelf/stored-tool.ts'

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
  /** A projection or section of it, which counts as an image of its own. */
  readonly view?: VolumeView
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

/** What one step of a network's processing needs to know of a dataset: one entry per index of `axis`, or one for all. */
export interface StepStatistics {
  /** Id of the input or output, and the step's place in its chain. */
  readonly tensor: string
  readonly step: number
  readonly kind: string
  /** The one axis along which the statistics differ; null: one for all. */
  readonly axis: string | null
  /** Mean and population standard deviation, or the two percentiles. */
  readonly first: readonly number[]
  readonly second: readonly number[]
}

export interface DatasetStatistics {
  readonly samples: number
  readonly steps: readonly StepStatistics[]
}

export interface PredictInput {
  readonly reference: string
  readonly task: Task
  readonly settings: ToolSettings
  /** `annotation`: what a person annotated is the prediction, and no tool runs. */
  readonly case: { readonly id: string; readonly image: string; readonly annotation?: string }
  readonly outputDir: string
  readonly cacheDir: string
  readonly threads: number
  /** Where a network runs; on the CPU in blocks of any size where absent. */
  readonly execution?: PredictExecution | undefined
  /** Of all cases of the run, for networks that ask for them. */
  readonly statistics?: DatasetStatistics | undefined
  /** Of a program that ran once for all cases (`predict-all`): where its results are. */
  readonly together?: string | undefined
  readonly seed: number
}

export interface CheckToolInput {
  readonly reference: string
  readonly task: Task
  readonly settings: ToolSettings
  /** None: images that are drawn, `drawn` of them. */
  readonly cases: readonly { readonly id: string; readonly image: string }[]
  readonly drawn: number
  /** Another execution provider than the CPU that works on this machine; null where none does. */
  readonly otherProvider: string | null
  readonly cacheDir: string
  readonly threads: number
}

/** The cases of a run for a program that takes all of them at once. */
export interface PredictAllInput {
  readonly reference: string
  readonly cases: readonly {
    readonly id: string
    readonly image: string
    /** For its file, safe on every file system. */
    readonly stem: string
  }[]
  /** Of this run; each start of the program gets a folder of its own there. */
  readonly outputDir: string
  readonly threads: number
}

export interface PredictExecution {
  /** The one execution provider to open; there is no silent fall-back to another. */
  readonly provider: string
  /** Side of the largest block that may go through the network at once; null: no limit. */
  readonly largestSidePx: number | null
}

export interface TryModelInput {
  /** A tool of kind model. */
  readonly reference: string
  readonly provider: string
  readonly threads: number
  readonly cacheDir: string
}

export interface PredictImageInput {
  /** Package, description, zip or weights with settings. */
  readonly model: string
  readonly image: string
  /** `.ome.tif`, `.tif`, `.npy` or `.zarr`; what stands there is replaced. */
  readonly output: string
  readonly cacheDir: string
  readonly threads: number
  readonly channel: ChannelChoice
  readonly tiling?: TilingSettings | undefined
  /** OME-TIFF only: OME-Zarr is always compressed, `.npy` never. */
  readonly compression: 'deflate' | 'none'
}

export interface PredictImageOutput {
  readonly output: string
  /** Letters out of `tczyx`. */
  readonly axes: string
  readonly shape: readonly number[]
  readonly provider: string
  readonly tiles: number
  /** Opening the model, reading, computing and writing. */
  readonly secondsTotal: number
  /** The sum over all calls of the bare network. */
  readonly secondsInSession: number
  readonly notes: readonly string[]
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
  /** Of predictions made elsewhere: what the file was recognised as. */
  readonly profile?: string
}

export interface ScoreInput {
  readonly task: Task
  readonly truth: string
  readonly prediction: string
  readonly options: Readonly<Record<string, Json>>
  /** Where to write the error class of every object or point (tasks `instances` and `detection`). */
  readonly objectsPath?: string
  /** Where to write the read-outs: count, area, intensity on both sides (contract/readouts.ts). */
  readonly readoutsPath?: string
  /** The input image, for intensities among the read-outs. */
  readonly image?: string
  /** Size of a pixel as the dataset states it, for read-outs; else what the files say. */
  readonly pixelSizeUm?: PixelSizeUm
  /** One case of several: what is fitted on all of them is left out. */
  readonly isOfRun?: boolean
  /** Tables of labels and classes (task `instances`); without, those beside the two images. */
  readonly objectClasses?: { readonly truth: string; readonly prediction: string | null }
  /** Where the truth is only partly annotated (tasks `instances`, `semantic`, `detection`). */
  readonly region?: JudgedRegion
  /** One image of a classified dataset; `prediction` is a table with its row. */
  readonly classified?: {
    readonly id: string
    readonly trueClass: string
    /** Of the whole dataset. */
    readonly classes: readonly string[]
  }
}

/** Two annotations of one image. */
export type AnnotatorPair = Pick<ScoreInput, 'truth' | 'prediction' | 'region'>

export interface AnnotatorAgreement {
  /** The task's headline metric. */
  readonly metric: string
  /** With a value, and those that could not be scored. */
  readonly pairs: number
  readonly failed: number
  readonly mean: number | null
  /** Median distance of outlines or points; null where nothing matches, or the task has none. */
  readonly distancePx: number | null
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

/** The answers of all tools to a classified dataset: what can be said of all images together. */
export interface CompareClassesInput {
  readonly options: Readonly<Record<string, Json>>
  readonly headline: string
  readonly alpha: number
  readonly minimalRelevantDifference: number | null
  readonly seed: number
  readonly cases: readonly {
    readonly id: string
    readonly sample: string | null
    readonly trueClass: string
  }[]
  readonly tools: readonly {
    readonly key: string
    readonly name: string
    /** Tables of one row; cases that failed are left out. */
    readonly predictions: readonly { readonly case: string; readonly path: string }[]
  }[]
}

export interface CompareClassesOutput {
  readonly classification: Classification
  /** Metrics over all cases, with estimates[tool][metric]. */
  readonly metrics: readonly MetricTuple[]
  readonly estimates: Readonly<Record<string, Readonly<Record<string, Estimate>>>>
  /** By the headline, where it is one of these metrics. */
  readonly comparison: {
    readonly unit: 'image' | 'sample'
    readonly verdicts: readonly Verdict[]
    readonly ranking: readonly Comparison['ranking'][number][]
    readonly sentence: string
    readonly warnings: readonly string[]
  } | null
}

/** Two folders whose images pair by name, or the pairs. */
export type MicroSsimInput = {
  readonly options: Readonly<Record<string, Json>>
} & (
  | { readonly truth: string; readonly prediction: string }
  | {
      readonly pairs: readonly {
        readonly id: string
        readonly truth: string
        readonly prediction: string
      }[]
    }
)

export interface MicroSsimOutput {
  /** Null where the truth is constant. */
  readonly fit: {
    readonly truthOffset: number
    readonly predictionOffset: number
    readonly largest: number
    readonly gain: number
  } | null
  readonly scores: readonly { readonly id: string; readonly score: Score }[]
}

export interface SelftestOutput extends SelftestCounts {
  /** The contract of the command line; empty where only verdicts were asked for. */
  readonly cases: readonly {
    readonly id: string
    readonly kind: string
    readonly values: Readonly<Record<string, Json>>
  }[]
  readonly summary: SelftestSummary
  readonly verdicts: readonly SelftestValue[]
  /** A sentence for every value that differs. */
  readonly failures: readonly string[]
  readonly unsupportedKinds: readonly string[]
}

/** What a model's description says, by field: 0 absent, 1 present, 2 present and checked, with the words. */
export type DescriptionFacts = Readonly<
  Record<
    string,
    {
      readonly points: 0 | 1 | 2
      /** Empty where it says nothing, or nothing of its own. */
      readonly quote: string
      /** Why there are no points, or what was checked. */
      readonly note: string
    }
  >
>

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
  /** Throws `bad-request` where the line leaves the image. Labels are read at the nearest pixel. */
  'line-profile': Job<
    {
      readonly image: ImageQuestion
      readonly plane: PlaneIndex
      readonly line: {
        readonly x0: number
        readonly y0: number
        readonly x1: number
        readonly y1: number
      }
    },
    LineProfile
  >
  /** Throws `image-not-finite` where a value is NaN or infinite. */
  'power-spectrum': Job<
    { readonly image: ImageQuestion; readonly plane: PlaneIndex },
    PowerSpectrum
  >
  /**
   * PNG of `side` x `side` pixels showing `sidePx` x `sidePx` pixels of the first channel around `at`, with the
   * outlines of truth and prediction; `label` is the object that it is about.
   */
  'object-picture': Job<
    {
      readonly image: ImageQuestion
      readonly outlines: readonly {
        readonly side: 'truth' | 'prediction'
        readonly image: ImageQuestion
        readonly label: number | null
      }[]
      readonly at: { readonly x: number; readonly y: number; readonly z: number }
      readonly sidePx: number
      readonly side: number
    },
    { readonly png: Uint8Array }
  >
  /**
   * PNG of `side` x `side` pixels of a case with the outlines of its truth: around the object `label`, or the
   * whole image. Throws `not-found` where no pixel of the truth has the label.
   */
  'truth-picture': Job<
    {
      readonly image: ImageQuestion
      readonly truth: ImageQuestion | null
      readonly label: number | null
      readonly side: number
    },
    { readonly png: Uint8Array }
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
  /**
   * Runs an external program that takes all cases at once, and answers where its results are; null for any
   * other tool. How the program ended is kept there and told with the cases that have no valid result.
   */
  'predict-all': Job<PredictAllInput, { readonly folder: string } | null>
  /** What a network wants to know of all images before the first; null where it asks for nothing. */
  'dataset-statistics': Job<
    {
      readonly reference: string
      readonly settings: ToolSettings
      readonly images: readonly string[]
      readonly cacheDir: string
      readonly threads: number
      /** That the run uses, so that one open model serves both. */
      readonly provider?: string | undefined
    },
    DatasetStatistics | null
  >
  /** A model over one image, its output written as it is. */
  'predict-image': Job<PredictImageInput, PredictImageOutput>
  /** Do the tiles of a model join? On the package's test input, or on an image. */
  'check-seam': Job<
    {
      readonly model: string
      readonly image?: string | undefined
      readonly cacheDir: string
      readonly threads: number
      /** Where the map is kept, if anywhere. */
      readonly keepDir?: string | undefined
    },
    SeamCheck
  >
  /** How a tool behaves when it is asked again, in another order, or for odd images; in a process of its own. */
  'check-tool': Job<
    CheckToolInput,
    {
      readonly cases: readonly string[]
      readonly provider: string | null
      readonly checks: readonly ToolCheckResult[]
    }
  >
  'score-case': Job<ScoreInput, ScoreOutput>
  'annotator-agreement': Job<
    { readonly task: Task; readonly pairs: readonly AnnotatorPair[] },
    AnnotatorAgreement
  >
  /** MicroSSIM of the images of two folders, paired by name, with one gain for all (`metrics/restoration/micro-ssim.ts`). */
  'score-micro-ssim': Job<MicroSsimInput, MicroSsimOutput>
  /** Where a restored image is wrong (`metrics/restoration/error-maps.ts`); what stands at `output` is replaced. */
  'write-error-map': Job<
    {
      readonly kind: string
      readonly truth: string
      readonly prediction: string
      readonly image?: string
      readonly options: Readonly<Record<string, Json>>
      /** `.ome.tif` */
      readonly output: string
      /** In a folder of maps that may be made again: what stays of it, the newest. */
      readonly limitBytes?: number
    },
    { readonly output: OutputFile; readonly notes: readonly string[] }
  >
  /** What predictions of another program would be taken as; `null` for tools that run here. */
  'preview-import': Job<
    {
      readonly reference: string
      readonly dataset: Pick<FrozenDataset, 'task' | 'cases'>
      /** For copies that are thrown away. */
      readonly cacheDir: string
      /** Cases whose content is looked at, spread over all. */
      readonly mostLookedAt: number
    },
    ImportPreview | null
  >
  /** Images without their truth, for a tool that runs elsewhere. */
  'write-inputs': Job<WriteInputsOrder, WrittenInputs>
  /** The truth of what several people annotated, by majority (`datasets/consensus`). */
  'make-consensus': Job<ConsensusOrder, MadeConsensus>
  /** Writes `output`; the label images are read again, so that what is exported is what was scored. */
  'export-objects': Job<ExportObjectsInput, { readonly outlines: number }>
  'compare-classes': Job<CompareClassesInput, CompareClassesOutput>
  /** The tuples that `score-case` would compute with these options; throws `bad-options`. */
  'plan-metrics': Job<
    { readonly task: Task; readonly options: Readonly<Record<string, Json>> },
    readonly MetricTuple[]
  >
  /** What an order's answers propose, what is chosen, and why; throws `bad-options`. */
  'plan-measurement': Job<FingerprintOrder, PlannedMeasurement>
  /** `keepDir` gets the tensors of outputs that are not reproduced, `dumpDir` those behind every step. */
  'check-model': Job<
    {
      readonly path: string
      readonly cacheDir: string
      readonly keepDir?: string | undefined
      readonly dumpDir?: string | undefined
      readonly program?: 'core' | 'jdll' | undefined
    },
    ModelCheck
  >
  /** What cannot run is an answer with the reason. */
  /** Null for a model without a description, such as bare weights. */
  'read-transparency': Job<
    { readonly model: string; readonly cacheDir: string },
    DescriptionFacts | null
  >
  'inspect-weights': Job<{ readonly path: string; readonly cacheDir: string }, BareModel>
  'preview-weights': Job<{ readonly order: PreviewOrder; readonly cacheDir: string }, Preview>
  /** A folder in the cache with weights and tool file, for `install-tool`; `sha256` is the tool file's. */
  'prepare-weights': Job<
    { readonly order: BareInstall; readonly cacheDir: string },
    { readonly path: string; readonly sha256: string }
  >
  /** Reads the list and the descriptions that it names, nothing else. */
  'read-collection': Job<
    {
      readonly source: string
      /** Left out: only where the collection itself is on the web. */
      readonly readWeb?: boolean
      /** Where models would be installed, for the free space there. */
      readonly toolsDir: string
    },
    CollectionReading
  >
  /** `staging` is a new folder beside the installed ones; it is gone when the job ends. */
  'install-tool': Job<
    {
      readonly source: InstallSource
      readonly shownSource: string
      readonly toolsDir: string
      readonly staging: string
      readonly cacheDir: string
      readonly installedAt: string
      readonly threads: number
    },
    { readonly tool: StoredTool; readonly alreadyThere: boolean }
  >
  /** Every case of a reference folder; `values` false leaves out our values in full, for the pages. */
  selftest: Job<{ readonly folder: string; readonly values: boolean }, SelftestOutput>
  /** Does an execution provider work on this machine at all? In a process that is thrown away. */
  'try-provider': Job<{ readonly provider: string }, ProviderTrial>
  /** The same with one tile of a model, compared with the CPU; in a process that is thrown away. */
  'try-model': Job<TryModelInput, ModelTrial>
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
