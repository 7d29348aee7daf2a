import type { Hono } from 'hono'
import {
  evaluationOrderSchema,
  type EvaluationOrder,
  type EvaluationSummary,
} from '../../contract/evaluations.ts'
import { TouchstoneError } from '../errors.ts'
import { confusionOfObjects } from '../evaluation/object-confusion.ts'
import { confusionOfComparison } from '../evaluation/confusion.ts'
import { evidenceOf } from '../evaluation/evidence.ts'
import { planEvaluation } from '../evaluation/plan.ts'
import { evaluationSummary, readComparison } from '../evaluation/summaries.ts'
import type { EvaluationEntry } from '../history/entries.ts'
import { readBody, wholeNumber } from './body.ts'
import { allowedOrder } from './datasets.ts'
import type { ApiDependencies } from './dependencies.ts'
import { requireShown } from './shown-commands.ts'
import { allowedReference } from './tools.ts'

export function addEvaluationRoutes(app: Hono, deps: ApiDependencies): void {
  const { history, evaluations } = deps

  /** An evaluation that is to go on waits its turn, whatever the record says of its last time. */
  function summaryOf(entry: EvaluationEntry): EvaluationSummary {
    const waits =
      evaluations.isActive(entry.id) &&
      (entry.state === 'cancelled' || entry.state === 'interrupted')
    return evaluationSummary(history, waits ? { ...entry, state: 'pending' } : entry)
  }

  app.get('/api/evaluations', (context) => context.json(history.evaluations().map(summaryOf)))

  app.post('/api/evaluations/plan', async (context) => {
    const order = await allowedEvaluation(await readBody(context, evaluationOrderSchema), deps)
    return context.json(await planEvaluation(deps.evaluation, order))
  })

  app.post('/api/evaluations', async (context) => {
    const order = await allowedEvaluation(await readBody(context, evaluationOrderSchema), deps)
    await requireShown(deps, order)
    return context.json({ evaluation: await evaluations.start(order) }, 201)
  })

  app.get('/api/evaluations/:evaluation', (context) => {
    const id = context.req.param('evaluation')
    const entry = history.evaluation(id)
    if (!entry) throw new TouchstoneError('not-found', `There is no evaluation ${id}.`)
    return context.json(summaryOf(entry))
  })

  app.get('/api/evaluations/:evaluation/events', (context) => {
    const after = wholeNumber(context.req.query('after'), 0, 'after')
    return context.json(evaluations.events(context.req.param('evaluation'), after))
  })

  app.post('/api/evaluations/:evaluation/cancel', (context) =>
    context.json({ cancelled: evaluations.cancel(context.req.param('evaluation')) }),
  )

  app.post('/api/evaluations/:evaluation/resume', (context) =>
    context.json({ resumed: evaluations.resume(context.req.param('evaluation')) }),
  )

  app.get('/api/comparisons/:comparison/evidence', async (context) =>
    context.json(await evidenceOf(deps, context.req.param('comparison'))),
  )

  // as it was checked and recorded: checking 100 000 scores again would take longer than all else
  app.get('/api/comparisons/:comparison', (context) => {
    const id = context.req.param('comparison')
    const document = history.comparisonText(id)
    if (document === null) throw new TouchstoneError('not-found', `There is no comparison ${id}.`)
    return context.body(document, 200, { 'content-type': 'application/json' })
  })

  app.get('/api/comparisons/:comparison/confusion', async (context) => {
    const comparison = readComparison(history, context.req.param('comparison'))
    return context.json(
      comparison.task === 'instances'
        ? await confusionOfObjects(deps, comparison)
        : confusionOfComparison(comparison),
    )
  })
}

async function allowedEvaluation(
  order: EvaluationOrder,
  deps: ApiDependencies,
): Promise<EvaluationOrder> {
  return {
    ...order,
    dataset: await allowedOrder(order.dataset, deps),
    tools: await Promise.all(
      order.tools.map(async (tool) => ({
        ...tool,
        reference: await allowedReference(tool.reference, deps),
      })),
    ),
  }
}
