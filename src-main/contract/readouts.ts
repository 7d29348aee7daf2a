/**
 * Read-outs: what a biologist would measure on a segmentation, once on the truth and once on the
 * prediction. One file beside each prediction; over the cases they make a Bland-Altman plot.
 */
import { z } from 'zod'

export const readoutSchema = z.strictObject({
  /** For instance `count`, `total-area`, `mean-area`, `mean-intensity`. */
  id: z.string(),
  name: z.string(),
  /** `objects`, `px`, `um2`, `` (gray values as stored). */
  unit: z.string(),
  /** Null where it is undefined, such as the mean area of no objects. */
  truth: z.number().nullable(),
  prediction: z.number().nullable(),
})
export type Readout = z.infer<typeof readoutSchema>

export const readoutFileSchema = z.strictObject({
  formatVersion: z.literal(1),
  readouts: z.array(readoutSchema),
})
export type ReadoutFile = z.infer<typeof readoutFileSchema>
