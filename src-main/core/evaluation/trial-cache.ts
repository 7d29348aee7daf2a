/**
 * Verdicts on execution providers, kept in the workspace's cache so that each trial is made once: per
 * machine, version of ONNX Runtime, provider, and for a model its digest and the number of threads.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  modelTrialSchema,
  providerTrialSchema,
  type ModelTrial,
  type ProviderTrial,
} from '../../contract/execution.ts'
import { messageOf } from '../errors.ts'

const fileSchema = z.object({
  version: z.literal(1),
  providers: z.record(z.string(), z.object({ triedAt: z.string(), trial: providerTrialSchema })),
  models: z.record(z.string(), z.object({ triedAt: z.string(), trial: modelTrialSchema })),
})
type Kept = z.infer<typeof fileSchema>

/** A driver may be installed tomorrow: what failed is tried again after this time. */
const failureLastsMs = 24 * 3600 * 1000
const mostKept = 500

export interface TrialCache {
  provider(key: readonly string[]): ProviderTrial | null
  keepProvider(key: readonly string[], trial: ProviderTrial): void
  model(key: readonly string[]): ModelTrial | null
  keepModel(key: readonly string[], trial: ModelTrial): void
}

export interface TrialCacheOptions {
  readonly cacheDir: string
  readonly clock: () => Date
  readonly log: (message: string) => void
}

export function createTrialCache({ cacheDir, clock, log }: TrialCacheOptions): TrialCache {
  const file = join(cacheDir, 'execution-trials.json')
  const fresh = <Trial extends ProviderTrial>(
    entry: { readonly triedAt: string; readonly trial: Trial } | undefined,
  ): Trial | null => {
    if (entry === undefined) return null
    const age = clock().getTime() - Date.parse(entry.triedAt)
    return entry.trial.works || (age >= 0 && age < failureLastsMs) ? entry.trial : null
  }
  const keep = (change: (all: Kept, triedAt: string) => Kept): void => {
    try {
      mkdirSync(cacheDir, { recursive: true })
      const all = change(readKept(file), clock().toISOString())
      writeFileSync(`${file}.${process.pid}`, JSON.stringify(all, null, 1))
      renameSync(`${file}.${process.pid}`, file)
    } catch (error) {
      // only a cache: the trial is made again next time
      log(`The verdict on an execution provider could not be kept: ${messageOf(error)}`)
    }
  }
  return {
    provider: (key) => fresh(readKept(file).providers[JSON.stringify(key)]),
    model: (key) => fresh(readKept(file).models[JSON.stringify(key)]),
    keepProvider(key, trial) {
      keep((all, triedAt) => ({
        ...all,
        providers: newest({ ...all.providers, [JSON.stringify(key)]: { triedAt, trial } }),
      }))
    },
    keepModel(key, trial) {
      keep((all, triedAt) => ({
        ...all,
        models: newest({ ...all.models, [JSON.stringify(key)]: { triedAt, trial } }),
      }))
    },
  }
}

function newest<Entry extends { readonly triedAt: string }>(
  entries: Readonly<Record<string, Entry>>,
): Record<string, Entry> {
  const sorted = Object.entries(entries).sort(([, a], [, b]) => (a.triedAt < b.triedAt ? -1 : 1))
  return Object.fromEntries(sorted.slice(-mostKept))
}

/** A file that is missing, cut short or of another version holds nothing. */
function readKept(file: string): Kept {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { version: 1, providers: {}, models: {} }
  }
}
