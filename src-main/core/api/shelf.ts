/** Addresses of installed models, of their installation, and of the collections they come from. */
import type { Hono } from 'hono'
import { collectionOrderSchema, installOrderSchema } from '../../contract/shelf.ts'
import { readBody, wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

export function addShelfRoutes(app: Hono, { shelf }: ApiDependencies): void {
  app.get('/api/tools', async (context) => context.json(await shelf.installed.list()))

  app.post('/api/tools/install', async (context) =>
    context.json(await shelf.install(await readBody(context, installOrderSchema)), 202),
  )

  app.get('/api/tools/installations', (context) => context.json(shelf.installations.list()))

  app.get('/api/tools/installations/:installation', (context) =>
    context.json(shelf.installations.get(context.req.param('installation'))),
  )

  app.post('/api/tools/installations/:installation/cancel', (context) =>
    context.json({ cancelled: shelf.installations.cancel(context.req.param('installation')) }),
  )

  app.get('/api/tools/:digest', async (context) =>
    context.json(await shelf.installed.tool(context.req.param('digest'))),
  )

  app.delete('/api/tools/:digest', async (context) => {
    await shelf.remove(context.req.param('digest'))
    return context.json({ removed: true })
  })

  app.get('/api/tools/:digest/covers/:index', async (context) => {
    const { digest, index } = context.req.param()
    const { bytes, type } = await shelf.installed.cover(digest, wholeNumber(index, 0, 'The cover'))
    return new Response(Uint8Array.from(bytes), {
      headers: {
        'content-type': type,
        'content-length': String(bytes.byteLength),
        'cache-control': 'private, no-cache',
      },
    })
  })

  app.post('/api/collections', async (context) => {
    const { source, readWeb } = await readBody(context, collectionOrderSchema)
    return context.json(await shelf.readCollection(source, readWeb))
  })
}
