/** What stands behind a comparison beside its scores: agreement of read-outs, and recall by object size. */
import { z } from 'zod'

const withIntervalSchema = z.strictObject({
  value: z.number(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
})

/** Bland and Altman: differences prediction - truth against their means, one tool and one read-out. */
export const agreementSchema = z.strictObject({
  tool: z.string(),
  readout: z.string(),
  name: z.string(),
  unit: z.string(),
  points: z.array(z.strictObject({ case: z.string(), mean: z.number(), difference: z.number() })),
  /** Cases in which one of both sides has no value. */
  left: z.number(),
  n: z.number(),
  bias: withIntervalSchema,
  limits: z.strictObject({ lower: withIntervalSchema, upper: withIntervalSchema }).nullable(),
  /** Does the difference grow with what is measured? Null where it cannot be asked. */
  slope: z.strictObject({ value: z.number(), p: z.number() }).nullable(),
  note: z.string().nullable(),
})
export type Agreement = z.infer<typeof agreementSchema>

/** True objects of one size class, and how many of them a tool found. */
export const sizeClassSchema = z.strictObject({
  /** Equivalent diameter in pixels (of the sphere, in stacks); the last class has no upper end. */
  fromPx: z.number(),
  toPx: z.number().nullable(),
  objects: z.number(),
  images: z.number(),
  /** By tool key; null for a tool without a prediction of any of these images. */
  tools: z.record(
    z.string(),
    z
      .strictObject({
        found: z.number(),
        of: z.number(),
        share: z.number(),
        lower: z.number(),
        upper: z.number(),
      })
      .nullable(),
  ),
})
export type SizeClass = z.infer<typeof sizeClassSchema>

export const evidenceSchema = z.strictObject({
  agreement: z.array(agreementSchema),
  /** Empty where the task has no objects. */
  recallBySize: z.array(sizeClassSchema),
  /** Side of a pixel in micrometres, where all axes of the dataset have the same; for sizes in µm. */
  pixelUm: z.number().nullable(),
  /** Task `classification`: does a tool know when it is wrong? By tool; absent without probabilities. */
  riskCoverage: z.array(
    z.strictObject({
      tool: z.string(),
      /** From the most confident image on: share accepted, and share of those that are wrong. */
      points: z.array(z.strictObject({ coverage: z.number(), risk: z.number() })),
      /** Mean risk over all coverages; beside it that of the best order and of none. */
      area: z.number(),
      bestArea: z.number(),
      chanceArea: z.number(),
    }),
  ),
  /** Recorded files that are gone or no longer read, in sentences. */
  missing: z.array(z.string()),
})
export type Evidence = z.infer<typeof evidenceSchema>
