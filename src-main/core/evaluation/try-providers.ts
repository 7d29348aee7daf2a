/**
 * Trials of execution providers, each in an engine process of its own that is thrown away. A provider that
 * kills its process, or never answers, gets that as its reason.
 */
import { providersOf, type ModelTrial, type ProviderTrial } from '../../contract/execution.ts'
import type { Engine, TryModelInput } from '../engine-port.ts'
import { isTouchstoneError, messageOf } from '../errors.ts'

/** Compiling shaders for a large network may take minutes on a weak card. */
const timeLimitMs = { provider: 60_000, model: 300_000 }

/** All providers of the platform, in its order, one after another. */
export async function tryProviders(
  engine: Engine,
  platform: string,
  signal?: AbortSignal,
): Promise<readonly ProviderTrial[]> {
  const trials: ProviderTrial[] = []
  for (const provider of providersOf(platform))
    trials.push(await tryProvider(engine, provider, signal))
  return trials
}

export function tryProvider(
  engine: Engine,
  provider: string,
  signal?: AbortSignal,
): Promise<ProviderTrial> {
  return judged(
    (limit) => engine.request('try-provider', { provider }, { signal: limit }),
    (reason) => ({ provider, works: false, reason }),
    timeLimitMs.provider,
    signal,
  )
}

export function tryModelOn(
  engine: Engine,
  input: TryModelInput,
  signal?: AbortSignal,
): Promise<ModelTrial> {
  return judged(
    (limit) => engine.request('try-model', input, { signal: limit }),
    (reason) => ({
      provider: input.provider,
      works: false,
      agrees: null,
      maxAbsDifference: null,
      mismatchedPerMillion: null,
      secondsPerTile: null,
      tilePixels: null,
      tileAxes: null,
      smallestTilePixels: null,
      bytesBefore: null,
      bytesPeak: null,
      notes: [],
      reason,
    }),
    timeLimitMs.model,
    signal,
  )
}

/** Throws only where the one who asked has cancelled, or the program closes. */
async function judged<Trial>(
  ask: (signal: AbortSignal) => Promise<Trial>,
  failed: (reason: string) => Trial,
  limitMs: number,
  signal: AbortSignal | undefined,
): Promise<Trial> {
  const limit = AbortSignal.timeout(limitMs)
  try {
    return await ask(signal ? AbortSignal.any([signal, limit]) : limit)
  } catch (error) {
    if (signal?.aborted === true) throw error
    if (limit.aborted) return failed(`it gave no answer within ${limitMs / 1000} seconds`)
    if (!isTouchstoneError(error)) return failed(messageOf(error))
    if (error.code === 'cancelled') throw error
    const { reason } = error.details
    return failed(
      error.code === 'engine-died' && typeof reason === 'string'
        ? `its trial process ${reason}`
        : error.message,
    )
  }
}
