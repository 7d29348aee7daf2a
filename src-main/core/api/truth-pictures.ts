/** A case of a frozen dataset with its truth outlined: what a finding of the ground-truth checks is about. */
import type { Hono } from 'hono'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import { truthPicturePath } from '../../contract/routes.ts'
import type { Task } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'
import { questionAbout } from './image-address.ts'

/** Pixels of the picture; shown at about half of it where the screen is fine. */
const pictureSide = 320
/** Truths that are labels; others have no outlines. */
const outlined: ReadonlySet<Task> = new Set<Task>(['instances', 'semantic'])

export function addTruthPictureRoutes(app: Hono, deps: ApiDependencies): void {
  app.get(truthPicturePath, async (context) => {
    const [digest, caseId] = [context.req.param('digest') ?? '', context.req.param('case') ?? '']
    const asked = context.req.query('label')
    const label = asked === undefined ? null : wholeNumber(asked, 1, 'label')
    const entry = deps.history.dataset(digest)
    if (!entry) throw new TouchstoneError('not-found', `There is no frozen dataset ${digest}.`)
    const { cases, task } = frozenDatasetSchema.parse(entry.document)
    const item = cases.find(({ id }) => id === caseId)
    if (!item)
      throw new TouchstoneError('not-found', `The dataset ${digest} has no case ${caseId}.`)
    const { image, truth } = item
    if (label !== null && !outlined.has(task))
      throw new TouchstoneError('not-found', `A truth of the task ${task} has no labelled objects.`)
    const { png } = await deps.engine.request(
      'truth-picture',
      {
        image: questionAbout(deps, image.path, { sha256: image.sha256 }),
        truth: outlined.has(task)
          ? questionAbout(deps, truth.path, { sha256: truth.sha256, asLabels: true })
          : null,
        ...{ label, side: pictureSide },
      },
      { signal: context.req.raw.signal },
    )
    return context.body(new Uint8Array(png), 200, {
      'content-type': 'image/png',
      'cache-control': 'private, max-age=3600',
    })
  })
}
