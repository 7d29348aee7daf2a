/** What people marked in the images of a comparison. */
import type { Hono } from 'hono'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import { findingOrderSchema, withdrawalOrderSchema } from '../../contract/findings.ts'
import { findingPicturePath } from '../../contract/routes.ts'
import { TouchstoneError } from '../errors.ts'
import { findingPicture } from '../evaluation/finding-picture.ts'
import { findingsOf, noteFinding, withdrawFinding } from '../evaluation/findings.ts'
import { readComparison } from '../evaluation/summaries.ts'
import { readBody, wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

export function addFindingRoutes(app: Hono, deps: ApiDependencies): void {
  const { history, engine } = deps

  app.get('/api/comparisons/:comparison/findings', (context) => {
    const { id } = readComparison(history, context.req.param('comparison'))
    return context.json(findingsOf(history, id))
  })

  app.post('/api/comparisons/:comparison/findings', async (context) => {
    const comparison = readComparison(history, context.req.param('comparison'))
    noteFinding(history, comparison, await readBody(context, findingOrderSchema))
    return context.json(findingsOf(history, comparison.id))
  })

  app.post('/api/findings/:finding/withdraw', async (context) => {
    const finding = wholeNumber(context.req.param('finding'), 0, 'finding')
    const order = await readBody(context, withdrawalOrderSchema)
    return context.json(findingsOf(history, withdrawFinding(history, finding, order)))
  })

  app.get(findingPicturePath, async (context) => {
    const comparison = readComparison(history, context.req.param('comparison') ?? '')
    const seq = wholeNumber(context.req.param('finding') ?? '', 0, 'finding')
    const finding = findingsOf(history, comparison.id).find((one) => one.seq === seq)
    const entry = history.dataset(comparison.dataset.digest)
    const dataset = frozenDatasetSchema.safeParse(entry?.document).data
    const asked = finding && dataset ? findingPicture(deps, comparison, dataset, finding) : null
    if (asked === null)
      throw new TouchstoneError('not-found', `The comparison has no finding ${String(seq)}.`)
    const { png } = await engine.request('object-picture', asked, {
      signal: context.req.raw.signal,
    })
    return context.body(new Uint8Array(png), 200, {
      'content-type': 'image/png',
      'cache-control': 'private, max-age=3600',
    })
  })
}
