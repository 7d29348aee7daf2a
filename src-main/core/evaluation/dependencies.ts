/** What an evaluation needs from outside: the record, the engine, a clock, and facts about this machine. */
import type { Engine } from '../engine-port.ts'
import type { History } from '../history/open-history.ts'

export interface Environment {
  /** Versions of everything that can change a number: touchstone, node, onnxruntime, ... */
  readonly versions: Readonly<Record<string, string>>
  readonly host: string
  readonly user: string
}

export interface EvaluationDependencies {
  readonly history: History
  readonly engine: Engine
  readonly clock: () => Date
  readonly workspaceDir: string
  readonly environment: Environment
  /** Threads of one inference session; stated, because it can change the last digits. */
  readonly threads: number
  /** This process, and whether another of this machine is still there. */
  readonly processId: number
  readonly isAlive: (processId: number) => boolean
  /** Eight random characters of `a-z0-9`. */
  readonly randomId: () => string
  readonly log: (message: string) => void
}
