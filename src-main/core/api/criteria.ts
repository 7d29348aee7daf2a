/** The comparison matrix and the dossier of a tool, and what people decide and state for them. */
import type { Hono } from 'hono'
import {
  criteriaOrderSchema,
  markOrderSchema,
  statementOrderSchema,
  type CriteriaMatrix,
  type StatementOrder,
} from '../../contract/criteria.ts'
import { digestSchema, type Digest } from '../../contract/words.ts'
import { criteriaMatrix, readMatrixSource, type MatrixSource } from '../criteria/criteria-matrix.ts'
import { giveMark, makeStatement, setCriteria } from '../criteria/decide.ts'
import { isAddress } from '../criteria/documents.ts'
import { toolDossier } from '../criteria/dossier.ts'
import { TouchstoneError } from '../errors.ts'
import { allowedPath } from './allowed-path.ts'
import { readBody } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

/** Comparisons whose scores stay in memory; a large one has some ten megabytes. */
const mostKept = 3

export function addCriteriaRoutes(app: Hono, deps: ApiDependencies): void {
  const { history } = deps
  const sources = new Map<string, MatrixSource>()
  const sourceOf = (id: string): MatrixSource => {
    const known = sources.get(id) ?? readMatrixSource(history, id)
    sources.delete(id)
    sources.set(id, known)
    const [oldest] = sources.keys()
    if (sources.size > mostKept && oldest !== undefined) sources.delete(oldest)
    return known
  }
  const matrixOf = (id: string): Promise<CriteriaMatrix> => criteriaMatrix(deps, sourceOf(id))

  app.get('/api/comparisons/:comparison/criteria', async (context) =>
    context.json(await matrixOf(context.req.param('comparison'))),
  )

  app.put('/api/comparisons/:comparison/criteria', async (context) => {
    const id = context.req.param('comparison')
    const source = sourceOf(id)
    setCriteria(history, source, await readBody(context, criteriaOrderSchema))
    return context.json(await matrixOf(id))
  })

  app.post('/api/comparisons/:comparison/marks', async (context) => {
    const id = context.req.param('comparison')
    const source = sourceOf(id)
    giveMark(history, source, await readBody(context, markOrderSchema))
    return context.json(await matrixOf(id))
  })

  app.post('/api/comparisons/:comparison/statements', async (context) => {
    const id = context.req.param('comparison')
    const { comparison } = sourceOf(id)
    const order = await readBody(context, statementOrderSchema)
    if (!comparison.tools.some(({ digest }) => digest === order.tool))
      throw new TouchstoneError('not-found', `The comparison has no tool ${order.tool}.`)
    await makeStatement(history, await allowedStatement(order, deps))
    return context.json(await matrixOf(id))
  })

  app.get('/api/dossiers/:digest', async (context) =>
    context.json(await toolDossier(deps, digestOf(context.req.param('digest')))),
  )

  app.post('/api/dossiers/:digest/statements', async (context) => {
    const digest = digestOf(context.req.param('digest'))
    const order = await readBody(context, statementOrderSchema)
    if (order.tool !== digest)
      throw new TouchstoneError(
        'bad-request',
        `The statement is about ${order.tool}, and the address about ${digest}.`,
      )
    await makeStatement(history, await allowedStatement(order, deps))
    return context.json(await toolDossier(deps, digest))
  })
}

function digestOf(text: string): Digest {
  const found = digestSchema.safeParse(text)
  if (found.success) return found.data
  throw new TouchstoneError('not-found', `There is no tool ${text}.`)
}

/** A document is a file inside the roots, or an address that is kept as text. */
async function allowedStatement(
  order: StatementOrder,
  { workspace }: ApiDependencies,
): Promise<StatementOrder> {
  const { document } = order
  if (document === null || isAddress(document.place)) return order
  const place = await allowedPath(document.place, workspace.roots)
  return { ...order, document: { ...document, place } }
}
