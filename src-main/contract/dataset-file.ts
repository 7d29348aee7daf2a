/** `dataset.yaml`: an evaluation dataset stated by a person. Paths are relative to the file's folder. */
import { z } from 'zod'
import { pixelSizeUmSchema, taskSchema } from './words.ts'

const relativePath = z
  .string()
  .min(1)
  .refine((path) => !/^([a-zA-Z]:|[\\/])/.test(path) && !path.split(/[\\/]/).includes('..'), {
    message: 'must be a path inside the folder of dataset.yaml',
  })

/** Names that become folder names in the workspace. */
export const caseIdSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._()+@=,-]{0,119}$/u)

export const caseRoleSchema = z.enum(['tuning', 'test'])
export type CaseRole = z.infer<typeof caseRoleSchema>

export const annotatorNameSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u)

export const datasetFileCaseSchema = z.strictObject({
  id: caseIdSchema.optional(),
  image: relativePath,
  /** An image; for `detection` a table of points. Of `classification` the class stands here instead. */
  truth: relativePath.optional(),
  class: z.string().min(1).optional(),
  /** What several people annotated, by name; `truth` may be left out where `truthOf` names one of them. */
  annotators: z.record(annotatorNameSchema, relativePath).optional(),
  /** Task `instances`: a table of labels and classes; absent: `<truth>.classes.csv` where it is there. */
  objectClasses: relativePath.optional(),
  /**
   * A mask of the truth's size where only a part of the image was annotated: not 0 where it was. Or, as
   * `ignored`, not 0 where nothing counts. For `instances`, `semantic` and `detection`; one of the two.
   */
  annotated: relativePath.optional(),
  ignored: relativePath.optional(),
  /** The independent biological unit (animal, slide, well). Intervals resample samples. */
  sample: z.string().min(1).optional(),
  role: caseRoleSchema.default('test'),
  /** Conditions to compare within, for instance `{ stain: DAPI, operator: A }`. */
  factors: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})

export const datasetFileSchema = z.strictObject({
  formatVersion: z.literal(1),
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  licence: z.string().optional(),
  task: taskSchema,
  pixelSizeUm: pixelSizeUmSchema.optional(),
  /** The annotator whose files are the truth, where no case states another. */
  truthOf: annotatorNameSchema.optional(),
  /** How the truth was made of several annotations, in words: shown and reported. */
  truthRule: z.string().min(1).max(2000).optional(),
  cases: z.array(datasetFileCaseSchema).min(1).optional(),
  /** Instead of `cases`: folders that pair by file stem. */
  images: relativePath.optional(),
  /** For `classification` the table with the class of each image, for instance `labels.csv`. */
  truth: relativePath.optional(),
  /** Task `classification`: the classes there are; any other in the truth is an error. */
  classes: z.array(z.string().min(1)).min(2).optional(),
  /** File names (globs with `*`) that pairing must pass over. */
  ignore: z.array(z.string().min(1)).default([]),
})
export type DatasetFile = z.infer<typeof datasetFileSchema>
export type DatasetFileCase = z.infer<typeof datasetFileCaseSchema>
