/** The product's words as types: tasks, kinds of tool, scores. DESIGN's table gives their meaning. */
import { z } from 'zod'

export const taskSchema = z.enum([
  'instances',
  'semantic',
  'detection',
  'restoration',
  'classification',
])
export type Task = z.infer<typeof taskSchema>

/** Tasks whose ground truth and prediction are images. */
export const imageTasks = [
  'instances',
  'semantic',
  'restoration',
] as const satisfies readonly Task[]

export const toolKindSchema = z.enum(['model', 'baseline', 'predictions', 'command'])
export type ToolKind = z.infer<typeof toolKindSchema>

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = `sha256:${string}`
export const digestSchema = z.custom<Digest>(
  (value) => typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value),
  'is not a SHA-256 digest',
)

/** JSON has no infinities: they cross the wire as words. NaN never does; it is an undefined score. */
export const realSchema = z.union([z.number(), z.enum(['Infinity', '-Infinity'])])
export type Real = z.infer<typeof realSchema>

/** A value, or the named reason why there is none. Undefined is not zero. */
export const scoreSchema = z.union([
  z.strictObject({ value: realSchema }),
  z.strictObject({ undefined: z.string() }),
])
export type Score = z.infer<typeof scoreSchema>

export const emptyCasePolicySchema = z.enum(['touchstone', 'reference'])
export type EmptyCasePolicy = z.infer<typeof emptyCasePolicySchema>

/** Length of one pixel along each axis in micrometres; z only for stacks. */
export const pixelSizeUmSchema = z.strictObject({
  x: z.number().positive(),
  y: z.number().positive(),
  z: z.number().positive().optional(),
})
export type PixelSizeUm = z.infer<typeof pixelSizeUmSchema>

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export const jsonSchema: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(jsonSchema),
    z.record(z.string(), jsonSchema),
  ]),
)
