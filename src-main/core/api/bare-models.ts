/** Weights without a description: looked at, tried on an image, and installed as a tool of the workspace. */
import { join } from 'node:path'
import type { Hono } from 'hono'
import {
  bareInstallSchema,
  previewOrderSchema,
  weightsOrderSchema,
} from '../../contract/bare-model.ts'
import { allowedImagePath, allowedPath } from './allowed-path.ts'
import { readBody } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'
import { imageRoots } from './image-roots.ts'

export function addBareModelRoutes(app: Hono, deps: ApiDependencies): void {
  const { engine, shelf, workspaceDir } = deps
  const cacheDir = join(workspaceDir, 'cache')
  /** Also what was dropped into the page, which lies in the cache. */
  const allowedWeights = (path: string): Promise<string> => allowedPath(path, imageRoots(deps))

  app.post('/api/models/graph', async (context) => {
    const { path } = await readBody(context, weightsOrderSchema)
    const input = { path: await allowedWeights(path), cacheDir }
    return context.json(await engine.request('inspect-weights', input))
  })

  app.post('/api/models/preview', async (context) => {
    const order = await readBody(context, previewOrderSchema)
    const path = await allowedWeights(order.path)
    const image = await allowedImagePath(order.image, imageRoots(deps))
    const preview = { order: { ...order, path, image }, cacheDir }
    return context.json(await engine.request('preview-weights', preview))
  })

  app.post('/api/models/install', async (context) => {
    const order = await readBody(context, bareInstallSchema)
    const path = await allowedWeights(order.path)
    const prepared = await engine.request('prepare-weights', {
      order: { ...order, path },
      cacheDir,
    })
    const { reference } = await shelf.installPrepared(prepared.path, path, prepared.sha256)
    return context.json({ reference }, 201)
  })
}
