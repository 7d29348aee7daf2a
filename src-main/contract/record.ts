/** The record on the wire: events and their verification. */
import { z } from 'zod'
import { digestSchema, jsonSchema } from './words.ts'

export const recordEventSchema = z.strictObject({
  seq: z.number(),
  previous: digestSchema.nullable(),
  at: z.string(),
  type: z.string(),
  payload: jsonSchema,
  hash: digestSchema,
})
export type RecordEvent = z.infer<typeof recordEventSchema>

export const verificationSchema = z.strictObject({
  ok: z.boolean(),
  events: z.number(),
  head: digestSchema.nullable(),
  problems: z.array(
    z.strictObject({ seq: z.number().nullable(), code: z.string(), message: z.string() }),
  ),
})
export type Verification = z.infer<typeof verificationSchema>
