import type { Hono } from 'hono'
import { wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

const mostEvents = 1000

export function addHistoryRoutes(app: Hono, { history }: ApiDependencies): void {
  app.get('/api/history', (context) => {
    const after = wholeNumber(context.req.query('after'), 0, 'after')
    const limit = Math.min(mostEvents, wholeNumber(context.req.query('limit'), mostEvents, 'limit'))
    return context.json({ events: history.events({ after, limit }), total: history.head().seq })
  })

  app.post('/api/history/verify', (context) => {
    const verification = history.verify()
    const { ok, events, head, problems } = verification
    history.append('record-verified', { ok, events, head, problems: problems.length })
    return context.json(verification)
  })
}
