/** Images of the record: those of frozen cases and predictions of runs, nothing else. */
import type { Context, Hono } from 'hono'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import { TouchstoneError } from '../errors.ts'
import type { ImageQuestion } from '../engine-port.ts'
import type { ApiDependencies } from './dependencies.ts'
import { addImage, questionAbout } from './image-address.ts'
import { recordedOutput } from './runs.ts'

/** Their truths and predictions hold labels or classes, which no mean makes sense of. */
const labelTasks: readonly string[] = ['instances', 'semantic']

export function addImageRoutes(app: Hono, deps: ApiDependencies): void {
  for (const side of ['image', 'truth'] as const)
    addImage(app, deps, `/api/datasets/:digest/cases/:case/${side}`, (context) =>
      caseImage(deps, param(context, 'digest'), param(context, 'case'), side),
    )
  addImage(app, deps, '/api/runs/:run/cases/:case/prediction', (context) =>
    predictionImage(deps, param(context, 'run'), param(context, 'case')),
  )
}

const param = (context: Context, name: string): string => context.req.param(name) ?? ''

export function caseImage(
  deps: ApiDependencies,
  digest: string,
  caseId: string,
  side: 'image' | 'truth',
): ImageQuestion {
  const entry = deps.history.dataset(digest)
  const dataset = entry ? frozenDatasetSchema.parse(entry.document) : null
  const found = dataset?.cases.find((one) => one.id === caseId)
  if (!dataset || !found)
    throw new TouchstoneError('not-found', `There is no case ${caseId} in dataset ${digest}.`)
  const { path, sha256 } = found[side]
  const asLabels = side === 'truth' && labelTasks.includes(dataset.task)
  return questionAbout(deps, path, { sha256, asLabels })
}

export function predictionImage(deps: ApiDependencies, run: string, caseId: string): ImageQuestion {
  const { path, sha256 } = recordedOutput(deps, run, caseId, 'prediction')
  const evaluation = deps.history.run(run)?.evaluation
  const task = evaluation === undefined ? undefined : deps.history.evaluation(evaluation)?.task
  return questionAbout(deps, path, { sha256, asLabels: labelTasks.includes(task ?? '') })
}
