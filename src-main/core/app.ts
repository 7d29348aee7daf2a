/**
 * The core as a whole: opens the record of a workspace, answers requests, runs evaluations. It never
 * knows its host; everything outside comes in through the dependencies.
 */
import { basename, join } from 'node:path'
import type { BuiltInBaseline } from '../contract/tools.ts'
import type { ToolCheckOrder, ToolCheckReport } from '../contract/tool-check.ts'
import type { Engine, JobOptions } from './engine-port.ts'
import { createHandler } from './api/handler.ts'
import { createWorkspaceShelf, type WorkspaceShelf } from './api/workspace-shelf.ts'
import type { Environment, EvaluationDependencies } from './evaluation/dependencies.ts'
import { createEvaluations, type Evaluations } from './evaluation/evaluations.ts'
import { exampleOrders, listExamples } from './evaluation/examples.ts'
import { runToolCheck } from './evaluation/run-tool-check.ts'
import { openHistory, type History } from './history/open-history.ts'

export type HostKind = 'desktop' | 'web' | 'cli'

export interface CoreDependencies {
  readonly workspaceDir: string
  readonly resourcesDir: string
  readonly pagesDir: string | null
  readonly hostKind: HostKind
  readonly clock: () => Date
  readonly engine: Engine
  readonly log: (message: string) => void
  readonly randomId: () => string
  readonly environment: Environment
  readonly threads: number
  readonly processId: number
  readonly isAlive: (processId: number) => boolean
  readonly roots: readonly { readonly name: string; readonly path: string }[]
  /** Whether a new workspace starts with the evaluation of the shipped examples. */
  readonly examplesOnFirstStart: boolean
}

export interface Core {
  handle(request: Request): Promise<Response>
  /** Goes on with what a former process left unfinished; in a new workspace starts the examples. */
  begin(): void
  readonly evaluations: Evaluations
  readonly history: History
  readonly shelf: WorkspaceShelf
  /** Measures a tool and records what came out. */
  checkTool(order: ToolCheckOrder, options?: JobOptions): Promise<ToolCheckReport>
  close(): Promise<void>
}

export async function createCore(deps: CoreDependencies): Promise<Core> {
  const { workspaceDir, engine, log } = deps
  const history = openHistory(workspaceDir, { clock: deps.clock })
  const isNew = history.head().seq === 0
  if (isNew) {
    const { versions, host, user } = deps.environment
    history.append('workspace-created', { versions: { ...versions }, host, user })
  }
  const evaluation: EvaluationDependencies = { ...deps, history }
  const evaluations = createEvaluations(evaluation)
  // What ships with the program may always be read.
  const roots = [...deps.roots, { name: 'Examples', path: join(deps.resourcesDir, 'examples') }]
  const shelf = createWorkspaceShelf({ ...deps, history, roots })
  await shelf.tidy()
  let baselines: Promise<readonly BuiltInBaseline[]> | null = null
  const handle = createHandler({
    workspaceDir,
    pagesDir: deps.pagesDir,
    anchorsDir: join(deps.resourcesDir, 'anchors'),
    history,
    engine,
    evaluations,
    evaluation,
    shelf,
    workspace: {
      name: basename(workspaceDir),
      folder: workspaceDir,
      user: deps.environment.user,
      version: deps.environment.versions['touchstone'] ?? 'unknown',
      host: deps.hostKind,
      roots,
      examples: await listExamples(deps.resourcesDir),
    },
    baselines: () => (baselines ??= engine.request('list-baselines', {})),
    log,
  })
  const startExamples = async (): Promise<void> => {
    for (const order of exampleOrders(deps.resourcesDir)) await evaluations.start(order)
  }
  return {
    handle,
    history,
    evaluations,
    shelf,
    checkTool: (order, options) => runToolCheck(evaluation, order, options),
    begin() {
      evaluations.resumeUnfinished()
      if (isNew && deps.examplesOnFirstStart)
        startExamples().catch((error: unknown) => {
          log(
            `The examples could not be evaluated: ${error instanceof Error ? error.message : String(error)}`,
          )
        })
    },
    async close() {
      await evaluations.close()
      await shelf.close()
      await engine.close()
      history.close()
    },
  }
}
