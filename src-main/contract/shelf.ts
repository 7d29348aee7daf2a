/** Models that were installed in a workspace, how they come there, and the collections they come from. */
import { z } from 'zod'
import { modelCheckSchema, seamCheckSchema } from './model-check.ts'
import { digestSchema } from './words.ts'

export const citationSchema = z.strictObject({
  text: z.string(),
  doi: z.string().nullable(),
  url: z.string().nullable(),
})

/** One folder `tools/<digest>/` of the workspace. */
export const installedToolSchema = z.strictObject({
  digest: digestSchema,
  /** What an evaluation takes as the tool. */
  reference: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  /** For instance `bioimage.io 0.5.3`, `ONNX with settings`, `ZEISS czann`. */
  format: z.string(),
  summary: z.string(),
  licence: z.string().nullable(),
  authors: z.array(z.string()),
  citations: z.array(citationSchema),
  /** What it says of the data it was trained on. */
  trainedOn: z.string().nullable(),
  /** Address of a picture of the package, for instance `/api/tools/sha256:…/covers/0`; null where none can be shown. */
  cover: z.string().nullable(),
  bytes: z.number(),
  installedAt: z.string(),
  /** The file, folder or address it came from. */
  source: z.string(),
  check: modelCheckSchema,
  seam: seamCheckSchema.nullable(),
  /** Null where it can run here, else the reason. */
  cannotRun: z.string().nullable(),
})
export type InstalledTool = z.infer<typeof installedToolSchema>

/** From a file or folder of this machine, or an entry of a collection. */
export const installOrderSchema = z.union([
  z.strictObject({ path: z.string().min(1) }),
  z.strictObject({ collection: z.string().min(1), entry: z.string().min(1) }),
])
export type InstallOrder = z.infer<typeof installOrderSchema>

export const installationSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** 0 to 1. */
  fraction: z.number(),
  /** What is being done, or why it failed. */
  message: z.string(),
  /** Once done. */
  tool: digestSchema.nullable(),
})
export type Installation = z.infer<typeof installationSchema>

export const collectionEntrySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  description: z.string(),
  licence: z.string().nullable(),
  authors: z.array(z.string()),
  citations: z.array(citationSchema),
  tags: z.array(z.string()),
  /** Addresses or paths as the collection gives them; shown only where that fetches nothing unasked. */
  covers: z.array(z.string()),
  /** Formats of weights that the entry names; null where the collection does not tell. */
  weights: z.array(z.string()).nullable(),
  bytes: z.number().nullable(),
  /** Null: the collection does not tell enough; it is found when it is installed. */
  runsHere: z.boolean().nullable(),
  /** Why it does not run here, or what is not known. */
  reason: z.string().nullable(),
  /** Null where there is nothing to install from. */
  download: z.strictObject({ address: z.string(), sha256: z.string().nullable() }).nullable(),
  installed: digestSchema.nullable(),
})
export type CollectionEntry = z.infer<typeof collectionEntrySchema>

/** A collection of bioimage.io's shape: a JSON file, a folder of packages, or a web address. */
export const collectionOrderSchema = z.strictObject({
  source: z.string().min(1),
  /**
   * Whether descriptions that lie on the web are read too, to tell what runs here. Left out: only where the
   * collection itself came from the web, so that a file or folder is read without a network.
   */
  readWeb: z.boolean().optional(),
})

export const collectionSchema = z.strictObject({
  source: z.string(),
  name: z.string(),
  entries: z.array(collectionEntrySchema),
  /** Entries that could not be understood, and why. */
  problems: z.array(z.strictObject({ entry: z.string(), message: z.string() })),
})
export type Collection = z.infer<typeof collectionSchema>
