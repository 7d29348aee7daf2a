/**
 * How models run: which execution provider an evaluation takes, with how many threads, within which memory,
 * and why a faster provider was passed over.
 */
import { z } from 'zod'

/**
 * `fastest`: the fastest provider whose trial tile agrees with the CPU's; `repeatable`: the CPU, the
 * reference for replays.
 */
export const executionSchema = z.enum(['fastest', 'repeatable'])
export type Execution = z.infer<typeof executionSchema>

/** Providers that are tried on each platform, in this order; the CPU is always the last and always there. */
const providerOrder: Readonly<Record<string, readonly string[]>> = {
  win32: ['dml', 'webgpu', 'cpu'],
  linux: ['cuda', 'webgpu', 'cpu'],
  darwin: ['coreml', 'webgpu', 'cpu'],
}

/** `platform` as Node names it, alone or with the architecture behind it (`linux-x64`). */
export function providersOf(platform: string): readonly string[] {
  return providerOrder[platform.split('-')[0] ?? ''] ?? ['cpu']
}

export const threadsSchema = z.number().int().min(1).max(256)
/** Main memory of the process while it predicts, in units of 2^20 bytes; kept by the size of blocks. */
export const memoryLimitMbSchema = z
  .number()
  .int()
  .min(128)
  .max(16 * 1024 * 1024)

/** What a workspace does where an order says nothing; null: the program's own rule. */
export const executionSettingsSchema = z.strictObject({
  execution: executionSchema.default('fastest'),
  threads: threadsSchema.nullable().default(null),
  memoryLimitMb: memoryLimitMbSchema.nullable().default(null),
})
export type ExecutionSettings = z.infer<typeof executionSettingsSchema>

export const workspaceSettingsSchema = z.strictObject({
  settings: executionSettingsSchema,
  /** Threads of the program's own rule, where neither order nor workspace says. */
  usualThreads: z.number(),
})
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>

/** Fields of an order; those of the workspace where absent. */
export const executionOrderFields = {
  execution: executionSchema.optional(),
  threads: threadsSchema.optional(),
  memoryLimitMb: memoryLimitMbSchema.nullable().optional(),
}

/** A provider that was passed over, and why. */
export const fallbackSchema = z.strictObject({ provider: z.string(), reason: z.string() })
export type Fallback = z.infer<typeof fallbackSchema>

/** As an evaluation was ordered, every field settled. */
export const orderedExecutionSchema = z.strictObject({
  execution: executionSchema,
  threads: z.number(),
  memoryLimitMb: z.number().nullable(),
})
export type OrderedExecution = z.infer<typeof orderedExecutionSchema>

/** As a run was started. */
export const runExecutionSchema = z.strictObject({
  ...orderedExecutionSchema.shape,
  provider: z.string(),
  /** Providers before `provider` in the platform's order that were not taken. */
  fallbacks: z.array(fallbackSchema),
  /** Side of the largest block that the memory limit allows, in pixels; null where nothing limits it. */
  largestSidePx: z.number().nullable(),
})
export type RunExecution = z.infer<typeof runExecutionSchema>

/** One provider tried with a network of one node: does it work on this machine at all? */
export const providerTrialSchema = z.strictObject({
  provider: z.string(),
  works: z.boolean(),
  /** Why not, in the runtime's words. */
  reason: z.string().nullable(),
})
export type ProviderTrial = z.infer<typeof providerTrialSchema>

/** One provider tried with one model on one tile. */
export const modelTrialSchema = z.strictObject({
  provider: z.string(),
  works: z.boolean(),
  /** Within the tolerance of the model's own test; null where nothing could be compared. */
  agrees: z.boolean().nullable(),
  /** From the CPU's result of the same tile, over all outputs. */
  maxAbsDifference: z.number().nullable(),
  mismatchedPerMillion: z.number().nullable(),
  /** Second run of the session on the tile; the first one warms up. */
  secondsPerTile: z.number().nullable(),
  /** Pixels of the tile, one channel, along so many axes, and of the smallest one that is worth its halo. */
  tilePixels: z.number().nullable(),
  tileAxes: z.number().nullable(),
  smallestTilePixels: z.number().nullable(),
  /** Main memory of the trial's process before it ran the network, and at most while it ran. */
  bytesBefore: z.number().nullable(),
  bytesPeak: z.number().nullable(),
  /** Facts such as operators that the provider leaves to the CPU. */
  notes: z.array(z.string()),
  /** Why it does not work, or why it does not agree. */
  reason: z.string().nullable(),
})
export type ModelTrial = z.infer<typeof modelTrialSchema>

/** What `doctor` and the settings page show of this machine. */
export const machineExecutionSchema = z.strictObject({
  /** In the platform's order. */
  providers: z.array(providerTrialSchema),
  /** The provider that an evaluation with `fastest` begins with, before the model has its say. */
  preferred: z.string(),
})
export type MachineExecution = z.infer<typeof machineExecutionSchema>

/** The first in the stated order that works here. */
export function preferredProvider(trials: readonly ProviderTrial[]): string {
  return trials.find((trial) => trial.works)?.provider ?? 'cpu'
}
