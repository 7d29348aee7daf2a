/** Places of an image that a person marked, with what they saw there. Kept in the record, withdrawn but never erased. */
import { z } from 'zod'

const place = z.strictObject({
  x: z.number().finite(),
  y: z.number().finite(),
  z: z.number().finite().nonnegative(),
})

export const findingOrderSchema = z.strictObject({
  case: z.string().min(1),
  /** Key of the tool that it is about; null for all. */
  tool: z.string().min(1).nullable().default(null),
  /** In pixels of the image; the middle of the box. */
  at: place,
  /** Side of the box in pixels. */
  sidePx: z.number().positive().max(4096),
  text: z.string().trim().min(1).max(2000),
  tags: z.array(z.string().trim().min(1).max(40)).max(10).default([]),
  person: z.string().trim().min(1).max(200),
})
export type FindingOrder = z.infer<typeof findingOrderSchema>
export type FindingOrderInput = z.input<typeof findingOrderSchema>

export const withdrawalOrderSchema = z.strictObject({
  person: z.string().trim().min(1).max(200),
  reason: z.string().trim().min(1).max(2000),
})
export type WithdrawalOrder = z.infer<typeof withdrawalOrderSchema>

export const findingSchema = z.strictObject({
  ...findingOrderSchema.shape,
  tool: z.string().nullable(),
  tags: z.array(z.string()),
  /** Its number in the record. */
  seq: z.number(),
  notedAt: z.string(),
  withdrawn: z.strictObject({ ...withdrawalOrderSchema.shape, at: z.string() }).nullable(),
})
export type Finding = z.infer<typeof findingSchema>
