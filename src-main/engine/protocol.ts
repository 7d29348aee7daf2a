/** Messages between the answering process and one engine process. */
import type { EngineJobName, EngineJobs } from '../core/engine-port.ts'
import type { ErrorCode } from '../contract/error-codes.ts'
import type { Slot } from './pixel-passage.ts'

export interface JobRequest {
  readonly kind: 'job'
  readonly id: number
  readonly name: EngineJobName
  readonly input: EngineJobs[EngineJobName]['input']
  /** Where the `bytes` of the output may be put, instead of into the message. */
  readonly slot?: Slot
}

export interface CancelRequest {
  readonly kind: 'cancel'
  readonly id: number
}

/** The file for pixels, which the engine opens and then says so. */
export interface PassageOffer {
  readonly kind: 'passage'
  readonly path: string
}

export type ToEngine = JobRequest | CancelRequest | PassageOffer

export interface WireError {
  readonly code: ErrorCode
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
}

export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'passage-open' }
  | {
      readonly kind: 'progress'
      readonly id: number
      readonly fraction: number
      readonly message: string
    }
  | {
      readonly kind: 'result'
      readonly id: number
      readonly output: unknown
      /** So many `bytes` of the output lie in the request's slot. */
      readonly inSlot?: number
    }
  | { readonly kind: 'error'; readonly id: number; readonly error: WireError }

/** One engine process as a host spawns it: a Node child or an Electron utility process. */
export interface EngineProcess {
  readonly pid: number | undefined
  send(message: ToEngine): void
  onMessage(listener: (message: FromEngine) => void): void
  /** Once, when the process is gone for whatever reason; the sentence says how it ended. */
  onExit(listener: (reason: string) => void): void
  kill(): void
}
