/** Settings of the workspace, and what can execute models on this machine. */
import type { Hono } from 'hono'
import {
  executionSettingsSchema,
  preferredProvider,
  type ExecutionSettings,
  type MachineExecution,
  type WorkspaceSettings,
} from '../../contract/execution.ts'
import { machineTrials } from '../evaluation/choose-execution.ts'
import { readSettings, writeSettings } from '../workspace-settings.ts'
import { readBody } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

export function addSettingsRoutes(app: Hono, deps: ApiDependencies): void {
  const answer = (settings: ExecutionSettings): WorkspaceSettings => ({
    settings,
    usualThreads: deps.evaluation.threads,
  })
  const execution = async (again: boolean): Promise<MachineExecution> => {
    const providers = [...(await machineTrials(deps.evaluation, { again }))]
    return { providers, preferred: preferredProvider(providers) }
  }

  app.get('/api/settings', async (context) =>
    context.json(answer(await readSettings(deps.workspaceDir))),
  )

  app.put('/api/settings', async (context) => {
    const settings = await readBody(context, executionSettingsSchema)
    return context.json(answer(await writeSettings(deps.workspaceDir, settings)))
  })

  app.get('/api/execution', async (context) => context.json(await execution(false)))

  app.post('/api/execution/try', async (context) => context.json(await execution(true)))
}
