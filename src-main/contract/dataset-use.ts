/** What the record knows of a frozen dataset beside its content. */
import { z } from 'zod'
import { runStateSchema } from './evaluations.ts'

export const datasetUseSchema = z.strictObject({
  frozenAt: z.string(),
  /** What n counts, and how many there are. */
  unit: z.enum(['image', 'sample']),
  units: z.number(),
  /** What so many can show for two tools, in sentences. */
  limits: z.array(z.string()),
  evaluations: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      state: runStateSchema,
      createdAt: z.string(),
      comparison: z.string().nullable(),
    }),
  ),
})
export type DatasetUse = z.infer<typeof datasetUseSchema>
