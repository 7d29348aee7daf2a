/**
 * What is known of a model after it was looked at here: is its description valid, does it reproduce its own
 * test outputs, and do its tiles join without a seam.
 */
import { z } from 'zod'
import { realSchema } from './words.ts'

/** Counts of absolute differences in bins of equal width from 0 to `max`. */
export const differenceHistogramSchema = z.strictObject({
  max: z.number(),
  counts: z.array(z.number().int().nonnegative()),
})

export const outputTestSchema = z.strictObject({
  id: z.string(),
  /** Label images are compared by the overlap of their objects, everything else value by value. */
  comparedAs: z.enum(['values', 'labels']),
  passed: z.boolean(),
  /** Of labels: 1 where a pixel belongs to other objects, else 0. */
  maxAbsDifference: realSchema,
  percentile99AbsDifference: realSchema,
  mismatched: z.number(),
  mismatchedPerMillion: z.number(),
  /** Only of labels: objects on both sides, and the mean IoU of those that match at 0.5. */
  objects: z
    .strictObject({
      expected: z.number(),
      actual: z.number(),
      matched: z.number(),
      meanMatchedIou: z.number().nullable(),
    })
    .nullable(),
  histogram: differenceHistogramSchema.nullable(),
  /**
   * What was kept of an output that is not reproduced: images of the stored output, of what came out here
   * and of their difference, and what came out as `.npy`; null where nothing was.
   */
  files: z
    .strictObject({
      expected: z.string(),
      actual: z.string(),
      difference: z.string(),
      tensor: z.string().optional(),
    })
    .nullable(),
})
export type OutputTest = z.infer<typeof outputTestSchema>

export const testOutputsSchema = z.strictObject({
  /** Shown as "passed", "ran, not reproduced", "cannot run: reason", "not run: reason". */
  status: z.enum(['passed', 'ran-not-reproduced', 'cannot-run', 'not-run']),
  /** Null where nothing was compared: not measured is not failed. */
  passed: z.boolean().nullable(),
  maxAbsDifference: realSchema.nullable(),
  mismatchedPerMillion: z.number().nullable(),
  rtol: z.number().nullable(),
  atol: z.number().nullable(),
  reason: z.string().optional(),
  /** What reproduces the stored outputs instead, where something known does. */
  explanation: z
    .strictObject({
      deviations: z.array(z.string()),
      program: z.enum(['core', 'jdll']).nullable(),
      message: z.string(),
    })
    .optional(),
  outputs: z.array(outputTestSchema),
})
export type TestOutputs = z.infer<typeof testOutputsSchema>

export const modelCheckSchema = z.strictObject({
  /** Of the description; absent weights and tensors are warnings. */
  valid: z.boolean(),
  type: z.string().nullable(),
  formatVersion: z.string().nullable(),
  name: z.string().nullable(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string(), code: z.string() })),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  testOutputs: testOutputsSchema,
})
export type ModelCheck = z.infer<typeof modelCheckSchema>

/** The same pixels predicted in two tilings that are shifted against each other. */
export const seamCheckSchema = z.strictObject({
  status: z.enum(['seamless', 'seams', 'not-measured']),
  /** Why it was not measured, else what to do; one sentence, null where nothing is to be said. */
  message: z.string().nullable(),
  /** Pixels on each side of a tile that are not used, as it was measured. */
  haloPx: z.number().nullable(),
  maxAbsDifference: realSchema.nullable(),
  percentile99AbsDifference: realSchema.nullable(),
  /** What differences up to are called equal. */
  tolerance: z.number().nullable(),
  /** The halo with which the seams vanish, where one was found. */
  sufficientHaloPx: z.number().nullable(),
  /** An image of the largest difference over channels and shifts; null where none was kept. */
  map: z.string().nullable(),
})
export type SeamCheck = z.infer<typeof seamCheckSchema>
