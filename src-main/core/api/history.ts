import type { Hono } from 'hono'
import { wholeNumber } from './body.ts'
import { withoutSecrets } from '../review/blind-view.ts'
import { reviewBookOf } from '../review/review-book.ts'
import type { ApiDependencies } from './dependencies.ts'

const mostEvents = 1000

export function addHistoryRoutes(app: Hono, { history }: ApiDependencies): void {
  app.get('/api/history', (context) => {
    const after = wholeNumber(context.req.query('after'), 0, 'after')
    const limit = Math.min(mostEvents, wholeNumber(context.req.query('limit'), mostEvents, 'limit'))
    const events = withoutSecrets(history.events({ after, limit }), reviewBookOf(history))
    return context.json({ events, total: history.head().seq })
  })

  app.post('/api/history/verify', (context) => {
    const verification = history.verify()
    const { ok, events, head, problems } = verification
    history.append('record-verified', { ok, events, head, problems: problems.length })
    return context.json(verification)
  })
}
