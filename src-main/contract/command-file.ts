/**
 * `tool.yaml` of kind command: an external program or container that makes the predictions. What is written
 * here is run as it stands, one entry per argument; no shell ever sees it.
 */
import { z } from 'zod'
import { toolSettingsSchema } from './tool-file.ts'
import { taskSchema } from './words.ts'

/** Names that arguments and environment may hold in braces. */
export const commandPlaceholders = [
  'input',
  'output',
  'case',
  'inputs',
  'outputs',
  'model',
  'threads',
] as const

/** Ends in the digest of the image, so that another image under the same name cannot run. */
const imageByDigest = z
  .string()
  .regex(/^[a-z0-9][\w./:-]*@sha256:[0-9a-f]{64}$/i, 'must end in @sha256: and the digest')

export const containerSchema = z.strictObject({
  engine: z.enum(['docker', 'podman', 'apptainer']),
  image: imageByDigest,
  /** Graphics cards are handed to the container. */
  gpu: z.boolean().default(false),
})
export type CommandContainer = z.infer<typeof containerSchema>

export const commandLimitsSchema = z.strictObject({
  /** Per case; with `per: dataset` for all of them together. */
  seconds: z.number().positive().max(86_400).default(600),
  /** Of the program and all that it starts, together; not limited where null. */
  memoryMb: z.number().int().positive().nullable().default(null),
  /** What it writes: files, and each of its two texts. */
  outputMb: z.number().int().positive().max(100_000).default(2048),
})

export const commandFileSchema = z.strictObject({
  formatVersion: z.literal(1),
  kind: z.literal('command'),
  name: z.string().min(1).optional(),
  version: z.string().min(1).optional(),
  tasks: z.array(taskSchema).min(1),
  /** A name on the PATH, a path relative to this file that holds a slash, or an absolute one; within a container, there. */
  program: z.string().min(1),
  /**
   * `case`: one process for each case, with `{input}` and `{output}`. `dataset`: one process for all, with a
   * folder `{inputs}` of read-only images and a folder `{outputs}`, where each result has the name of its input.
   */
  per: z.enum(['case', 'dataset']).default('case'),
  /** `{input}`, `{output}`, `{case}` or `{inputs}`, `{outputs}`, and `{model}`, `{threads}` are filled in; `{{` is a brace. */
  arguments: z.array(z.string()).default([]),
  /** Name of the file that is expected at `{output}`; its ending says what it is. Unused with `per: dataset`. */
  output: z
    .string()
    .regex(/^[\w][\w.-]*\.[a-z0-9]+$/i, 'must be a file name with an ending')
    .default('prediction.tif'),
  /** Relative to this file; its hash belongs to the tool. */
  model: z.string().min(1).optional(),
  /** Beside PATH, HOME, LANG and the folder for temporary files, nothing of the surroundings is handed on. */
  environment: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string()).default({}),
  limits: commandLimitsSchema.prefault({}),
  exitCodes: z.array(z.number().int().min(0).max(255)).min(1).default([0]),
  container: containerSchema.optional(),
  settings: toolSettingsSchema.prefault({}),
  vendor: z.string().optional(),
  licence: z.string().optional(),
})
export type CommandFile = z.infer<typeof commandFileSchema>
