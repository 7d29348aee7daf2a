/** What predictions of another program would be taken as, before anything is scored. */
import { z } from 'zod'
import { datasetOrderSchema } from './datasets.ts'
import { toolReferenceSchema } from './tools.ts'

export const importPreviewOrderSchema = z.strictObject({
  dataset: datasetOrderSchema,
  reference: toolReferenceSchema,
})
export type ImportPreviewOrder = z.infer<typeof importPreviewOrderSchema>

export const importedCaseSchema = z.strictObject({
  case: z.string(),
  /** Name of the file; null where there is none. */
  file: z.string().nullable(),
  /** What the file was recognised as, such as `Cellpose outlines`; null where it was not read. */
  profile: z.string().nullable(),
  /** Of what is taken from the file, such as `512 x 512, 12 planes`; null for tables and where not read. */
  size: z.string().nullable(),
  /** `not-looked-at`: paired by its name only, because others were looked at in its place. */
  state: z.enum(['fits', 'missing', 'refused', 'not-looked-at']),
  /** Objects or points; null where not counted. */
  objects: z.number().nullable(),
  trueObjects: z.number().nullable(),
  /** Why it is missing or refused, else what was read. */
  reason: z.string(),
})
export type ImportedCase = z.infer<typeof importedCaseSchema>

export const importPreviewSchema = z.strictObject({
  cases: z.array(importedCaseSchema),
  /** Files that belong to no case, the first of them. */
  unused: z.array(z.string()),
  unusedTotal: z.number(),
  /** Cases whose content was looked at. */
  lookedAt: z.number(),
  /** What looks wrong, each a sentence with its numbers; with any, nothing is scored unless a person says why. */
  suspicions: z.array(z.string()),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>
