/** Files that are dropped into the page where the host cannot see their path: their bytes go to the cache. */
import { join, resolve } from 'node:path'
import type { Hono } from 'hono'
import type { ApiDependencies } from './dependencies.ts'
import { receiveFile } from './receive-file.ts'
import { removeOldDrops } from './remove-old-drops.ts'
import { safeFileName } from './safe-file-name.ts'

const largestBytes = 8 * 1024 ** 3

export function addDroppedImageRoutes(app: Hono, deps: ApiDependencies): void {
  const dropped = resolve(join(deps.workspaceDir, 'cache', 'dropped'))
  // A command beside the running program leaves its files alone.
  if (deps.workspace.host !== 'cli') void removeOldDrops(dropped, deps.evaluation.clock().getTime())

  app.put('/api/images/dropped/:name', async (context) => {
    const path = await receiveFile(context.req.raw, {
      folder: join(dropped, deps.evaluation.randomId()),
      name: safeFileName(context.req.param('name')),
      largestBytes,
    })
    return context.json({ path }, 201)
  })
}
