/** Ids in the record. Callers choose them; history only requires that they can name a folder. */
import { z } from 'zod'

const idText = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/)

export const evaluationIdSchema = idText.brand<'EvaluationId'>()
export type EvaluationId = z.infer<typeof evaluationIdSchema>

export const runIdSchema = idText.brand<'RunId'>()
export type RunId = z.infer<typeof runIdSchema>

export const comparisonIdSchema = idText.brand<'ComparisonId'>()
export type ComparisonId = z.infer<typeof comparisonIdSchema>

export const reviewIdSchema = idText.brand<'ReviewId'>()
export type ReviewId = z.infer<typeof reviewIdSchema>
