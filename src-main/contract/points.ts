/** The points of one case by their class of error, as the viewer draws and lists them. */
import { z } from 'zod'

export const pointErrorSchema = z.strictObject({
  class: z.enum(['correct', 'missed', 'extra']),
  /** Place of the paired point in the other list, null where there is none. */
  partner: z.number().nullable(),
  /** To the partner, in `unit`. */
  distance: z.number().nullable(),
  /** Pixels; whole numbers are centres of pixels. z is 0 in a plane. */
  at: z.strictObject({ x: z.number(), y: z.number(), z: z.number() }),
  /** What the tool gave the point, where it gave one. */
  score: z.number().nullable(),
})
export type PointError = z.infer<typeof pointErrorSchema>

export const pointErrorsSchema = z.strictObject({
  /** Largest distance of a pair. */
  gate: z.number(),
  unit: z.enum(['px', 'um']),
  truth: z.array(pointErrorSchema),
  prediction: z.array(pointErrorSchema),
})
export type PointErrors = z.infer<typeof pointErrorsSchema>
