/** A look at predictions of another program before anything is scored. */
import { join } from 'node:path'
import type { Hono } from 'hono'
import { importPreviewOrderSchema } from '../../contract/import-preview.ts'
import { TouchstoneError } from '../errors.ts'
import { readBody } from './body.ts'
import { allowedOrder } from './datasets.ts'
import type { ApiDependencies } from './dependencies.ts'
import { allowedReference } from './tools.ts'

/** So many tell a slip of the export; the names of all are paired. */
const mostLookedAt = 24

export function addImportRoutes(app: Hono, deps: ApiDependencies): void {
  app.post('/api/imports/preview', async (context) => {
    const order = await readBody(context, importPreviewOrderSchema)
    const { signal } = context.req.raw
    const reference = await allowedReference(order.reference, deps)
    const wanted = await allowedOrder(order.dataset, deps)
    const dataset = await deps.engine.request('freeze-dataset', wanted, { signal })
    const cacheDir = join(deps.workspaceDir, 'cache')
    const input = { reference, dataset, cacheDir, mostLookedAt }
    const preview = await deps.engine.request('preview-import', input, { signal })
    if (preview === null)
      throw new TouchstoneError(
        'bad-request',
        `${order.reference} runs here; only predictions of another program are imported.`,
      )
    return context.json(preview)
  })
}
