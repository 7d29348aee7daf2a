import type { Hono } from 'hono'
import {
  datasetOrderSchema,
  frozenDatasetSchema,
  type DatasetOrder,
} from '../../contract/datasets.ts'
import type { DatasetUse } from '../../contract/dataset-use.ts'
import { independenceOrderSchema } from '../../contract/independence.ts'
import { digestSchema } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { datasetLimits } from '../evaluation/dataset-limits.ts'
import { independenceOf } from '../evaluation/independence.ts'
import { unitsOfCases } from '../evaluation/units-of-cases.ts'
import { allowedPath } from './allowed-path.ts'
import { readBody } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'

/** As an order has it that states none. */
const defaultAlpha = 0.05

export function addDatasetRoutes(app: Hono, deps: ApiDependencies): void {
  app.post('/api/datasets/survey', async (context) => {
    const order = await allowedOrder(await readBody(context, datasetOrderSchema), deps)
    return context.json(await deps.engine.request('survey-dataset', order))
  })

  app.get('/api/datasets', (context) =>
    context.json(deps.history.datasets().map((entry) => frozenDatasetSchema.parse(entry.document))),
  )

  app.get('/api/datasets/:digest', (context) => {
    const digest = context.req.param('digest')
    const entry = deps.history.dataset(digest)
    if (!entry) throw new TouchstoneError('not-found', `There is no frozen dataset ${digest}.`)
    return context.json(frozenDatasetSchema.parse(entry.document))
  })

  app.get('/api/datasets/:digest/use', (context) => {
    const digest = context.req.param('digest')
    const entry = deps.history.dataset(digest)
    if (!entry) throw new TouchstoneError('not-found', `There is no frozen dataset ${digest}.`)
    const dataset = frozenDatasetSchema.parse(entry.document)
    const { unit, units } = unitsOfCases(dataset.cases)
    const use: DatasetUse = {
      frozenAt: entry.frozenAt,
      ...{ unit, units, limits: datasetLimits(dataset, 2, defaultAlpha) },
      evaluations: deps.history
        .evaluations()
        .filter((one) => one.dataset === digest)
        .map(({ id, name, state, createdAt, comparison }) => ({
          ...{ id, name, state, createdAt, comparison },
        })),
    }
    return context.json(use)
  })

  app.get('/api/datasets/:digest/independence', (context) => {
    const digest = context.req.param('digest')
    requireDataset(deps, digest)
    return context.json(independenceOf(deps.history, digest))
  })

  app.post('/api/datasets/:digest/independence', async (context) => {
    const dataset = digestSchema.parse(context.req.param('digest'))
    requireDataset(deps, dataset)
    const stated = await readBody(context, independenceOrderSchema)
    if (stated.tool !== null && !deps.history.tool(stated.tool))
      throw new TouchstoneError('not-found', `The record has no tool ${stated.tool}.`)
    deps.history.append('independence-stated', { dataset, ...stated })
    return context.json(independenceOf(deps.history, dataset))
  })
}

function requireDataset({ history }: ApiDependencies, digest: string): void {
  if (history.dataset(digest)) return
  throw new TouchstoneError('not-found', `There is no frozen dataset ${digest}.`)
}

/** Subfolders may be given as names inside the folder or as full paths; all must lie inside the roots. */
export async function allowedOrder(
  order: DatasetOrder,
  deps: ApiDependencies,
): Promise<DatasetOrder> {
  const { roots } = deps.workspace
  const folder = await allowedPath(order.folder, roots)
  const inside = async (name: string | undefined): Promise<string | undefined> =>
    name === undefined
      ? undefined
      : /^([a-zA-Z]:)?[\\/]/.test(name)
        ? allowedPath(name, roots)
        : name
  const [images, truth] = [await inside(order.images), await inside(order.truth)]
  return {
    folder,
    ...(images === undefined ? {} : { images }),
    ...(truth === undefined ? {} : { truth }),
    ...(order.task === undefined ? {} : { task: order.task }),
    ...(order.truthOf === undefined ? {} : { truthOf: order.truthOf }),
  }
}
