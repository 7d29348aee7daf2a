/**
 * Where a restored image is wrong, as an image to look at: made when it is first asked for, with the metric options
 * of its run, and kept in the workspace's cache.
 */
import { mkdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Context, Hono } from 'hono'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import { errorMapKindSchema } from '../../contract/images.ts'
import { digestOf } from '../canonical-json.ts'
import type { EngineJobs, ImageQuestion } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import type { ApiDependencies } from './dependencies.ts'
import { addImage, questionAbout } from './image-address.ts'
import { recordedOutput } from './runs.ts'

/** Of all maps together; those used longest ago go first. */
const limitBytes = 2 * 2 ** 30

type Order = EngineJobs['write-error-map']['input']

export function addErrorMapRoutes(app: Hono, deps: ApiDependencies): void {
  /** By output: who asks for a map that is being made waits for it. */
  const making = new Map<string, Promise<unknown>>()

  async function made(order: Order): Promise<ImageQuestion> {
    const { output } = order
    if ((await stat(output).catch(() => null)) === null) {
      await mkdir(dirname(output), { recursive: true })
      const work =
        making.get(output) ??
        deps.engine.request('write-error-map', order).finally(() => making.delete(output))
      making.set(output, work)
      await work
    }
    return questionAbout(deps, output)
  }

  addImage(app, deps, '/api/runs/:run/cases/:case/error-maps/:kind', (context) =>
    made(orderOf(deps, context)),
  )
}

function orderOf(deps: ApiDependencies, context: Context): Order {
  const param = (name: string): string => context.req.param(name) ?? ''
  const [runId, caseId] = [param('run'), param('case')]
  const kind = errorMapKindSchema.safeParse(param('kind')).data
  if (kind === undefined)
    throw new TouchstoneError(
      'not-found',
      `There is no error map ${param('kind')}; the maps are ${errorMapKindSchema.options.join(', ')}.`,
    )
  const prediction = recordedOutput(deps, runId, caseId, 'prediction')
  const run = deps.history.run(runId)
  const evaluation = run ? deps.history.evaluation(run.evaluation) : null
  const entry = run ? deps.history.dataset(run.datasetDigest) : null
  const item = entry
    ? frozenDatasetSchema.parse(entry.document).cases.find(({ id }) => id === caseId)
    : undefined
  if (evaluation?.task !== 'restoration' || item === undefined)
    throw new TouchstoneError(
      'not-found',
      `Run ${runId} has no error maps: they are made of restored images.`,
    )
  // which scores were wanted changes no map
  const options = Object.fromEntries(
    Object.entries(evaluation.settings).filter(([name]) => name !== 'metrics'),
  )
  const { truth, image } = item
  const of = [kind, options, truth.sha256, prediction.sha256, image.sha256]
  const name = digestOf([...of])
    .replace('sha256:', '')
    .slice(0, 32)
  return {
    kind,
    options,
    ...{ truth: truth.path, prediction: prediction.path, image: image.path },
    output: resolve(join(deps.workspaceDir, 'cache', 'error-maps', `${name}.ome.tif`)),
    limitBytes,
  }
}
