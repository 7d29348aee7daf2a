/** Tools on the wire: what is known of a candidate before it runs. */
import { z } from 'zod'
import { toolSettingsSchema } from './tool-file.ts'
import { digestSchema, taskSchema, toolKindSchema } from './words.ts'

/** `baseline:otsu`, `predictions:<folder>`, or the path of a package, `.onnx`, `.czann`, zip or `tool.yaml`. */
export const toolReferenceSchema = z.string().min(1)

export const toolDescriptionSchema = z.strictObject({
  reference: toolReferenceSchema,
  kind: toolKindSchema,
  name: z.string(),
  version: z.string(),
  /** Of everything that determines its answer except settings: files for models and predictions, code version for baselines. */
  digest: digestSchema,
  tasks: z.array(taskSchema),
  /** Defaults resolved for the task; what runs unless the order says otherwise. */
  settings: toolSettingsSchema,
  licence: z.string().nullable(),
  authors: z.array(z.string()),
  /** One or two sentences: what it is, what it says it was made for. */
  summary: z.string(),
  warnings: z.array(z.string()),
  /** Null when it can run here, else the reason. */
  cannotRun: z.string().nullable(),
})
export type ToolDescription = z.infer<typeof toolDescriptionSchema>

export const builtInBaselineSchema = z.strictObject({
  reference: toolReferenceSchema,
  name: z.string(),
  tasks: z.array(taskSchema),
  summary: z.string(),
})
export type BuiltInBaseline = z.infer<typeof builtInBaselineSchema>
