/**
 * What happens when an execution provider fails in the middle of a run: from that case on the CPU predicts,
 * and the reason stands with every case that it predicted. A failed card rarely comes back by itself.
 */
import type { Fallback, RunExecution } from '../../contract/execution.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'
import type { PredictExecution } from '../engine-port.ts'
import { isTouchstoneError, type TouchstoneError } from '../errors.ts'

export interface Failover {
  /** How the next prediction is to run; undefined for a tool without a network. */
  execution(): PredictExecution | undefined
  fallbacks(): readonly Fallback[]
  /** Takes the CPU from now on, and says so; null where the provider is not to blame. */
  take(caseId: string, error: unknown): string | null
}

/** Errors that another provider may not have. */
const blamed: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'engine-died',
  'provider-failed',
  'provider-unavailable',
  'out-of-memory',
])

export function createFailover(chosen: RunExecution | null): Failover {
  let provider = chosen?.provider
  const fallbacks: Fallback[] = []
  return {
    execution: () =>
      chosen === null || provider === undefined
        ? undefined
        : { provider, largestSidePx: chosen.largestSidePx },
    fallbacks: () => [...fallbacks],
    take(caseId, error) {
      const failed = provider
      if (failed === undefined || failed === 'cpu') return null
      if (!isTouchstoneError(error) || !blamed.has(error.code)) return null
      const reason = `failed at case ${caseId}: ${reasonOf(error)}`
      fallbacks.push({ provider: failed, reason })
      provider = 'cpu'
      return `${failed} ${reason.replace(/\.$/, '')}. This case and those after it are predicted on the CPU.`
    },
  }
}

function reasonOf({ code, message, details }: TouchstoneError): string {
  const { reason } = details
  if (typeof reason !== 'string') return message
  return code === 'engine-died' ? `its process ${reason}` : reason
}
