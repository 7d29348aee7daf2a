/** Were the images of a dataset, or others of the same samples, used to train or tune a tool? A person says. */
import { z } from 'zod'
import { digestSchema } from './words.ts'

export const independenceAnswerSchema = z.enum(['no', 'yes', 'unknown'])
export type IndependenceAnswer = z.infer<typeof independenceAnswerSchema>

export const independenceOrderSchema = z.strictObject({
  /** Null: all tools. */
  tool: digestSchema.nullable().default(null),
  answer: independenceAnswerSchema,
  /** What it rests on: a paper's list of training data, a vendor's letter, who took the images when. */
  evidence: z.string().max(4000).default(''),
  person: z.string().min(1).max(200),
})
export type IndependenceOrder = z.infer<typeof independenceOrderSchema>

/** As the record has it. */
export const independenceStatementSchema = z.strictObject({
  ...independenceOrderSchema.shape,
  tool: digestSchema.nullable(),
  evidence: z.string(),
  /** Null for all tools, and where the record does not know the tool. */
  toolName: z.string().nullable(),
  at: z.string(),
  seq: z.number(),
})
export type IndependenceStatement = z.infer<typeof independenceStatementSchema>
