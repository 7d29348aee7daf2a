/** Datasets on the wire: the pairing shown for confirmation, and the frozen dataset. */
import { z } from 'zod'
import { annotatorNameSchema, caseRoleSchema } from './dataset-file.ts'
import { digestSchema, pixelSizeUmSchema, taskSchema } from './words.ts'

/** Where an evaluation dataset is; `images`, `truth` and `task` only where no dataset.yaml says them. */
export const datasetOrderSchema = z.strictObject({
  folder: z.string().min(1),
  images: z.string().min(1).optional(),
  truth: z.string().min(1).optional(),
  task: taskSchema.optional(),
  /** The annotator whose files are the truth, in place of the truth that the dataset.yaml states. */
  truthOf: annotatorNameSchema.optional(),
})
export type DatasetOrder = z.infer<typeof datasetOrderSchema>

/** What a check of the ground truth found. Errors keep a case out; warnings and notes are shown. */
export const findingSchema = z.strictObject({
  severity: z.enum(['error', 'warning', 'note']),
  /** Stable id, for instance `shape-mismatch`, `binary-truth`, `empty-truth`, `duplicate-image`. */
  check: z.string(),
  cases: z.array(z.string()),
  message: z.string(),
  /** Objects to look at, where the check knows them; not all where they are many. */
  places: z.array(z.strictObject({ case: z.string(), label: z.number() })).optional(),
})
export type Finding = z.infer<typeof findingSchema>

/**
 * Which pixels anybody judged, as a mask of the truth's size: `annotated`, where it is not 0; `ignored`,
 * everywhere else. What lies outside leaves both sides of every score.
 */
export const judgedRegionSchema = z.strictObject({
  kind: z.enum(['annotated', 'ignored']),
  path: z.string(),
})
export type JudgedRegion = z.infer<typeof judgedRegionSchema>

export const pairedCaseSchema = z.strictObject({
  id: z.string(),
  /** Absolute paths. */
  image: z.string(),
  truth: z.string(),
  /** Task `classification`: what the image is; `truth` is the file that says so. */
  trueClass: z.string().optional(),
  sample: z.string().nullable(),
  role: caseRoleSchema,
  factors: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Task `instances`: the table that says what each true object is. */
  objectClasses: z.string().optional(),
  /** Absent: all of the image was judged. */
  region: judgedRegionSchema.optional(),
  /** Paths by name: people beside the one whose file is the truth. */
  annotators: z.record(z.string(), z.string()).optional(),
})
export type PairedCase = z.infer<typeof pairedCaseSchema>

export const datasetSurveySchema = z.strictObject({
  folder: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  licence: z.string().nullable(),
  task: taskSchema.nullable(),
  /** How the pairs were found, in words: "dataset.yaml", "images/ with gt/ by file name", "suffix _mask". */
  pairedBy: z.string(),
  pixelSizeUm: pixelSizeUmSchema.nullable(),
  /** How the truth was made of several annotations, where that is stated. */
  truthRule: z.string().optional(),
  /** Everybody who annotated, where dataset.yaml names them. */
  people: z.array(z.string()).optional(),
  /** Task `classification`: the classes that dataset.yaml names, where it names them. */
  classes: z.array(z.string()).optional(),
  cases: z.array(pairedCaseSchema),
  unpaired: z.array(
    z.strictObject({ path: z.string(), side: z.enum(['image', 'truth']), reason: z.string() }),
  ),
})
export type DatasetSurvey = z.infer<typeof datasetSurveySchema>

export const frozenFileSchema = z.strictObject({
  path: z.string(),
  sha256: digestSchema,
  sizeBytes: z.number(),
  shape: z.array(z.number()),
  axes: z.string(),
  dtype: z.string(),
})
export type FrozenFile = z.infer<typeof frozenFileSchema>

export const frozenCaseSchema = z.strictObject({
  id: z.string(),
  sample: z.string().nullable(),
  role: caseRoleSchema,
  factors: z.record(z.string(), z.union([z.string(), z.number()])),
  image: frozenFileSchema,
  /**
   * Of `detection` a table, its shape points x coordinates. Of `classification` the table that names the
   * class, or the image itself where its folder does.
   */
  truth: frozenFileSchema,
  /** Task `classification`: the class of the image. */
  trueClass: z.string().optional(),
  /** Task `instances`: what each true object is, by label. */
  objectClasses: frozenFileSchema.optional(),
  /** By name: what people beside the one whose file is the truth annotated. */
  annotators: z.record(z.string(), frozenFileSchema).optional(),
  /** Where the truth is only partly annotated; `pixelsOutside` nobody judged. */
  region: z
    .strictObject({
      kind: judgedRegionSchema.shape.kind,
      file: frozenFileSchema,
      pixelsOutside: z.number(),
    })
    .optional(),
  /** As the image file states it; absent where it states none, and in records of before it was kept. */
  pixelSizeUm: pixelSizeUmSchema.optional(),
  /** Number of objects (task `instances`) or points (`detection`) in the ground truth, else null. */
  objects: z.number().nullable(),
})
export type FrozenCase = z.infer<typeof frozenCaseSchema>

/** The objects of all ground truths together: of label images their labels, of masks their pieces. */
export const truthFactsSchema = z.strictObject({
  objects: z.number(),
  /** Diameter of a disk (of a stack: ball) of as many pixels, median over objects. */
  medianWidthPx: z.number().nullable(),
  /** 95th percentile of the objects' pixels over the 5th. */
  sizeRatio: z.number().nullable(),
  /** Share of objects that touch another object. */
  touchingShare: z.number().nullable(),
  /** Share of all pixels. */
  foregroundShare: z.number().nullable(),
  emptyCases: z.number(),
})
export type TruthFacts = z.infer<typeof truthFactsSchema>

export const frozenDatasetSchema = z.strictObject({
  digest: digestSchema,
  folder: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  licence: z.string().nullable(),
  task: taskSchema,
  pairedBy: z.string(),
  pixelSizeUm: pixelSizeUmSchema.nullable(),
  cases: z.array(frozenCaseSchema),
  truthRule: z.string().optional(),
  /** Task `instances`: the classes that the true objects have, where all cases name them. */
  objectClasses: z.array(z.string()).optional(),
  unpaired: datasetSurveySchema.shape.unpaired,
  findings: z.array(findingSchema),
  /** Absent where the truth is no label image, and in records of before this was looked at. */
  truthFacts: truthFactsSchema.optional(),
})
export type FrozenDataset = z.infer<typeof frozenDatasetSchema>
