/** Weights without a description: what their graph says, and what a person has to add before they run. */
import { z } from 'zod'
import { toolReferenceSchema } from './tools.ts'

export const graphValueSchema = z.strictObject({
  name: z.string(),
  dtype: z.string(),
  /** Null where the graph leaves the size open. */
  shape: z.array(z.number().nullable()),
})

/** Settings of a bare model by name, as in `settings.parameters` of a `tool.yaml`. */
export const bareSettingsSchema = z.record(
  z.string(),
  z.union([z.number(), z.string(), z.boolean()]),
)

export const bareModelSchema = z.strictObject({
  path: z.string(),
  format: z.enum(['onnx', 'czann']),
  name: z.string(),
  inputs: z.array(graphValueSchema),
  outputs: z.array(graphValueSchema),
  /** What the graph, the container or a `tool.yaml` beside the file suggests; a person decides. */
  suggestion: bareSettingsSchema,
  /** Per suggested setting: where it comes from, in a few words. */
  origins: z.record(z.string(), z.string()),
  /** What nothing tells and a person must know, one sentence each. */
  open: z.array(z.string()),
  /** Null where it can run here, else the reason. */
  cannotRun: z.string().nullable(),
})
export type BareModel = z.infer<typeof bareModelSchema>

export const weightsOrderSchema = z.strictObject({ path: z.string().min(1) })

/** The first prediction with these settings: one tile around the middle of an image. */
export const previewOrderSchema = z.strictObject({
  path: z.string().min(1),
  settings: bareSettingsSchema,
  image: z.string().min(1),
})

export const previewSchema = z.strictObject({
  /** Images to open: the part of the input, and one per output channel. */
  input: z.string(),
  outputs: z.array(
    z.strictObject({ name: z.string(), path: z.string(), min: z.number(), max: z.number() }),
  ),
  seconds: z.number(),
  notes: z.array(z.string()),
})
export type Preview = z.infer<typeof previewSchema>

/** Installs the weights with these settings as a tool of the workspace. */
export const bareInstallSchema = z.strictObject({
  path: z.string().min(1),
  name: z.string().min(1).max(200),
  settings: bareSettingsSchema,
})

export const bareInstalledSchema = z.strictObject({ reference: toolReferenceSchema })
