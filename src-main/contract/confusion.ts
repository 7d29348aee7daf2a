/** What a comparison of classification knows of its images: which class each has and which the tools named. */
import { z } from 'zod'
import { scoreSchema } from './words.ts'

export const namedClassSchema = z.strictObject({
  class: z.string(),
  /** That the tool gave this class; null where it gave none. */
  probability: z.number().nullable(),
})
export type NamedClass = z.infer<typeof namedClassSchema>

export const classificationSchema = z.strictObject({
  /** Of truth and predictions; numbers by value, words by code. */
  classes: z.array(z.string()),
  /** By case. */
  truth: z.record(z.string(), z.string()),
  /** predictions[tool key][case]; a case that failed has none. */
  predictions: z.record(z.string(), z.record(z.string(), namedClassSchema)),
})
export type Classification = z.infer<typeof classificationSchema>

export const confusionSchema = z.strictObject({
  comparison: z.string(),
  classes: z.array(z.string()),
  tools: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      /** counts[t][p]: images (task `instances`: objects) of class t that were named p. */
      counts: z.array(z.array(z.number())),
      /** Cells with images, and which these are. */
      cells: z.array(
        z.strictObject({ truth: z.string(), prediction: z.string(), cases: z.array(z.string()) }),
      ),
      /** Per class: share of its images that were named so, and of those named so that are. */
      perClass: z.array(
        z.strictObject({ class: z.string(), recall: scoreSchema, precision: scoreSchema }),
      ),
      /** Images without a prediction. */
      missing: z.array(z.string()),
    }),
  ),
})
export type Confusion = z.infer<typeof confusionSchema>
