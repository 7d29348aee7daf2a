/** Weights without a description: what their graph says, and what a person has to add before they run. */
import { z } from 'zod'
import { channelChoiceSchema, decodingSchema } from './tool-file.ts'
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
  /** Of a container; null where the file does not say. */
  version: z.string().nullable(),
  licence: z.string().nullable(),
  inputs: z.array(graphValueSchema),
  outputs: z.array(graphValueSchema),
  /** What the graph, the container or a `tool.yaml` beside the file suggests; a person decides. */
  suggestion: bareSettingsSchema,
  /** How the output becomes objects or a mask, as far as its channels suggest it; null where nothing does. */
  decoding: decodingSchema.nullable(),
  /** Per suggested setting (`decoding` among them): where it comes from, in a few words. */
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
  /** What the network sees of the image. */
  channel: channelChoiceSchema.default('auto'),
  image: z.string().min(1),
})
export type PreviewOrder = z.infer<typeof previewOrderSchema>

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
  channel: channelChoiceSchema.default('auto'),
  /** Left out: that of the task. */
  decoding: decodingSchema.optional(),
})
export type BareInstall = z.infer<typeof bareInstallSchema>

export const bareInstalledSchema = z.strictObject({ reference: toolReferenceSchema })
