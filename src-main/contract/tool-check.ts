/** How a tool behaves when it is asked again, in another order, or for odd images; measured by `check-tool`. */
import { z } from 'zod'
import { datasetOrderSchema } from './datasets.ts'
import { toolReferenceSchema } from './tools.ts'
import { digestSchema } from './words.ts'

/** Looked at when nothing else is said; more show rarer faults and take longer. */
export const usualCheckedCases = 3

export const toolCheckOrderSchema = z.strictObject({
  reference: toolReferenceSchema,
  /** Its first cases; images that Touchstone draws where absent. */
  dataset: datasetOrderSchema.optional(),
  cases: z.number().int().min(1).max(50).default(usualCheckedCases),
})
export type ToolCheckOrder = z.infer<typeof toolCheckOrderSchema>

export const toolCheckResultSchema = z.strictObject({
  /** Name of a measurement (contract/criteria.ts), or `constant-image`. */
  check: z.string().min(1),
  /** Null where it could not be measured; `reason` says why. */
  value: z.number().nullable(),
  unit: z.string(),
  text: z.string(),
  reason: z.string(),
})
export type ToolCheckResult = z.infer<typeof toolCheckResultSchema>

export const toolCheckReportSchema = z.strictObject({
  tool: digestSchema,
  name: z.string(),
  /** Null: images that Touchstone drew. */
  dataset: digestSchema.nullable(),
  cases: z.array(z.string()),
  /** Where its networks ran; null where it has none. */
  provider: z.string().nullable(),
  checks: z.array(toolCheckResultSchema),
})
export type ToolCheckReport = z.infer<typeof toolCheckReportSchema>

/** Of one tool, since the program started. */
export const toolCheckStateSchema = z.strictObject({
  state: z.enum(['none', 'running', 'done', 'failed', 'cancelled']),
  /** 0 to 1. */
  fraction: z.number(),
  /** What is being done, or why it failed. */
  message: z.string(),
})
export type ToolCheckState = z.infer<typeof toolCheckStateSchema>
