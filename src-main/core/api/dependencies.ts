/** What the handler of requests works with. */
import type { BuiltInBaseline } from '../../contract/tools.ts'
import type { Workspace } from '../../contract/routes.ts'
import type { Engine } from '../engine-port.ts'
import type { Evaluations } from '../evaluation/evaluations.ts'
import type { EvaluationDependencies } from '../evaluation/dependencies.ts'
import type { History } from '../history/open-history.ts'
import type { WorkspaceShelf } from './workspace-shelf.ts'

export interface ApiDependencies {
  readonly workspaceDir: string
  /** Folder of the built pages; null where there are none (command line). */
  readonly pagesDir: string | null
  /** The shipped cases of the self-test. */
  readonly anchorsDir: string
  readonly history: History
  readonly engine: Engine
  readonly evaluations: Evaluations
  readonly evaluation: EvaluationDependencies
  readonly shelf: WorkspaceShelf
  readonly workspace: Omit<Workspace, 'baselines' | 'metrics'>
  readonly baselines: () => Promise<readonly BuiltInBaseline[]>
  readonly log: (message: string) => void
}
