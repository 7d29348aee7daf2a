/** Files that are dropped into the page where the host cannot see their path: their bytes go to the cache. */
import { join, resolve } from 'node:path'
import type { Hono } from 'hono'
import { receiveFile } from './receive-file.ts'
import type { ApiDependencies } from './dependencies.ts'
import { safeFileName } from './safe-file-name.ts'

const largestBytes = 8 * 1024 ** 3

export function addDroppedImageRoutes(app: Hono, deps: ApiDependencies): void {
  app.put('/api/images/dropped/:name', async (context) => {
    const folder = resolve(join(deps.workspaceDir, 'cache', 'dropped', deps.evaluation.randomId()))
    const path = await receiveFile(context.req.raw, {
      folder,
      name: safeFileName(context.req.param('name')),
      largestBytes,
    })
    return context.json({ path }, 201)
  })
}
