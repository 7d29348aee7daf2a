/** The objects of a run for the gallery, and a picture of each. */
import { join } from 'node:path'
import type { Context, Hono } from 'hono'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import { objectErrorsSchema, type ObjectErrors, type RunObjects } from '../../contract/images.ts'
import { objectPicturePath } from '../../contract/routes.ts'
import type { Digest } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { CaseWork } from '../history/entries.ts'
import { byLoss, objectsOfCase } from '../evaluation/run-objects.ts'
import { wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'
import { questionAbout } from './image-address.ts'
import { readObjects } from './runs.ts'

/** More than anybody scrolls through; the rest is counted. */
const mostListed = 20_000
/** Pixels of the picture; shown at half of it where the screen is fine. */
const pictureSide = 160
/** A picture shows some times the width of its object, and never a speck or half the image. */
const surroundings = 2.6
const least = 24
const most = 1024
/** Cases whose objects stay in memory: one gallery's worth. */
const mostKept = 300

export function addObjectGalleryRoutes(app: Hono, deps: ApiDependencies): void {
  const { history, engine } = deps
  const kept = new Map<string, ObjectErrors>()

  /** Null for what is no list of objects, as for points. */
  async function objectsIn({ path, sha256 }: OutputFile): Promise<ObjectErrors | null> {
    const known = kept.get(sha256)
    if (known !== undefined) return known
    const found = objectErrorsSchema.safeParse(await readObjects(path)).data
    if (found === undefined) return null
    const [oldest] = kept.keys()
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
    kept.set(sha256, found)
    return found
  }

  app.get('/api/runs/:run/objects', async (context) => {
    const run = context.req.param('run')
    if (!history.run(run)) throw new TouchstoneError('not-found', `There is no run ${run}.`)
    const done = history.workOfRun(run).flatMap((work) => {
      const output = outputOf(work, 'objects')
      return output === null ? [] : [{ caseId: work.case, output }]
    })
    if (done.length === 0)
      throw new TouchstoneError(
        'not-found',
        `Run ${run} has no objects: none of its cases was scored object by object.`,
      )
    const objects: RunObjects['objects'] = []
    let iouThreshold = NaN
    for (const { caseId, output } of done) {
      const found = await objectsIn(output)
      if (found === null) continue
      iouThreshold = found.iouThreshold
      objects.push(...objectsOfCase(caseId, found))
    }
    if (Number.isNaN(iouThreshold))
      throw new TouchstoneError('not-found', `Run ${run} has points, not objects.`)
    const listed = byLoss(objects).slice(0, mostListed)
    return context.json({ iouThreshold, total: objects.length, objects: listed })
  })

  app.get(objectPicturePath, async (context) => {
    const param = (name: string): string => context.req.param(name) ?? ''
    const [run, caseId, side] = [param('run'), param('case'), param('side')]
    const label = wholeNumber(param('label'), 0, 'label')
    if (side !== 'truth' && side !== 'prediction')
      throw new TouchstoneError('not-found', `There is no side ${side}, only truth and prediction.`)
    const work = history.workOfRun(run).find((one) => one.case === caseId)
    const [output, prediction] = work
      ? [outputOf(work, 'objects'), outputOf(work, 'prediction')]
      : [null, null]
    if (output === null || prediction === null)
      throw new TouchstoneError('not-found', `Case ${caseId} of run ${run} has no objects.`)
    const object = (await objectsIn(output))?.[side].find((one) => one.label === label)
    if (!object)
      throw new TouchstoneError(
        'not-found',
        `Case ${caseId} has no object ${label} in the ${side}.`,
      )
    const own = side === 'truth' ? object.label : object.partner
    const other = side === 'truth' ? object.partner : object.label
    const { image, truth } = imagesOf(run, caseId)
    const { png } = await engine.request(
      'object-picture',
      {
        image,
        outlines: [
          { side: 'truth', image: truth, label: own },
          {
            side: 'prediction',
            image: questionAbout(deps, prediction.path, {
              sha256: prediction.sha256,
              asLabels: true,
            }),
            label: other,
          },
        ],
        at: object.centroid,
        sidePx: Math.min(most, Math.max(least, surroundings * Math.sqrt(object.areaPx))),
        side: pictureSide,
      },
      { signal: context.req.raw.signal },
    )
    return pictureResponse(context, png)
  })

  function imagesOf(runId: string, caseId: string) {
    const run = history.run(runId)
    const entry = run ? history.dataset(run.datasetDigest) : null
    const item = entry
      ? frozenDatasetSchema.parse(entry.document).cases.find(({ id }) => id === caseId)
      : undefined
    if (!item)
      throw new TouchstoneError('record-damaged', `The record has no images of case ${caseId}.`)
    return {
      image: questionAbout(deps, item.image.path, { sha256: item.image.sha256 }),
      truth: questionAbout(deps, item.truth.path, { sha256: item.truth.sha256, asLabels: true }),
    }
  }

  function outputOf({ outputs }: CaseWork, role: string): OutputFile | null {
    const found = outputs.find((one) => one.role === role)
    return found ? { path: join(deps.workspaceDir, found.path), sha256: found.sha256 } : null
  }
}

interface OutputFile {
  readonly path: string
  readonly sha256: Digest
}

/** Kept by the page as long as it is open: image, truth and prediction of a run never change. */
function pictureResponse(context: Context, png: Uint8Array): Response {
  return context.body(new Uint8Array(png), 200, {
    'content-type': 'image/png',
    'cache-control': 'private, max-age=3600',
  })
}
