import { join } from 'node:path'
import type { Hono } from 'hono'
import { toolOrderSchema } from '../../contract/routes.ts'
import { allowedPath } from './allowed-path.ts'
import { readBody } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

export function addToolRoutes(app: Hono, deps: ApiDependencies): void {
  app.post('/api/tools/describe', async (context) => {
    const { reference, task } = await readBody(context, toolOrderSchema)
    const description = await deps.engine.request('describe-tool', {
      reference: await allowedReference(reference, deps),
      cacheDir: join(deps.workspaceDir, 'cache'),
      ...(task ? { task } : {}),
    })
    return context.json(description)
  })
}

/** A reference that names a path may name only one inside the roots, or a tool installed in the workspace. */
export async function allowedReference(reference: string, deps: ApiDependencies): Promise<string> {
  if (reference.startsWith('baseline:')) return reference
  const prefix = reference.startsWith('predictions:') ? 'predictions:' : ''
  const installed = { name: 'tools', path: join(deps.workspaceDir, 'tools') }
  const roots = [...deps.workspace.roots, installed]
  return `${prefix}${await allowedPath(reference.slice(prefix.length), roots)}`
}
