import type { Hono } from 'hono'
import type { Workspace } from '../../contract/routes.ts'
import { metricDefinitions } from '../metrics/definitions.ts'
import type { ApiDependencies } from './dependencies.ts'
import { definitionOnWire } from '../evaluation/definition-on-wire.ts'

export function addWorkspaceRoutes(app: Hono, deps: ApiDependencies): void {
  app.get('/api/workspace', async (context) => {
    const workspace: Workspace = {
      ...deps.workspace,
      baselines: [...(await deps.baselines())],
      metrics: metricDefinitions.map((definition) => definitionOnWire(definition)),
    }
    return context.json(workspace)
  })
}
