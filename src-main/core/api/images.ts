/** Pixels for the viewer: images of frozen cases and predictions of runs, nothing else, tile by tile. */
import type { Context, Hono } from 'hono'
import { frozenDatasetSchema } from '../../contract/datasets.ts'
import { tileHeaders } from '../../contract/images.ts'
import type { PlaneIndex } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'
import { outputPath } from './runs.ts'

type FindPath = (context: Context) => string

export function addImageRoutes(app: Hono, deps: ApiDependencies): void {
  for (const side of ['image', 'truth'] as const)
    addImage(app, deps, `/api/datasets/:digest/cases/:case/${side}`, (context) =>
      casePath(deps, param(context, 'digest'), param(context, 'case'), side),
    )
  addImage(app, deps, '/api/runs/:run/cases/:case/prediction', (context) =>
    outputPath(deps, param(context, 'run'), param(context, 'case'), 'prediction'),
  )
}

function addImage(app: Hono, { engine }: ApiDependencies, address: string, find: FindPath): void {
  app.get(address, async (context) =>
    context.json(await engine.request('describe-image', { path: find(context) })),
  )

  app.get(`${address}/planes/:t/:c/:z/statistics`, async (context) =>
    context.json(
      await engine.request('plane-statistics', { path: find(context), plane: plane(context) }),
    ),
  )

  app.get(`${address}/levels/:level/planes/:t/:c/:z/tiles/:y/:x`, async (context) => {
    const tile = await engine.request('read-tile', {
      path: find(context),
      level: number(context, 'level'),
      plane: plane(context),
      tileY: number(context, 'y'),
      tileX: number(context, 'x'),
    })
    return new Response(new Uint8Array(tile.bytes), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(tile.bytes.byteLength),
        [tileHeaders.dtype]: tile.dtype,
        [tileHeaders.shape]: tile.shape.join(','),
        // Frozen inputs and recorded outputs do not change; a change would be found by its hash.
        'cache-control': 'private, max-age=3600',
      },
    })
  })
}

const param = (context: Context, name: string): string => context.req.param(name) ?? ''
const number = (context: Context, name: string): number =>
  wholeNumber(param(context, name), 0, name)
const plane = (context: Context): PlaneIndex => ({
  t: number(context, 't'),
  c: number(context, 'c'),
  z: number(context, 'z'),
})

function casePath(
  deps: ApiDependencies,
  digest: string,
  caseId: string,
  side: 'image' | 'truth',
): string {
  const entry = deps.history.dataset(digest)
  const found = entry
    ? frozenDatasetSchema.parse(entry.document).cases.find((one) => one.id === caseId)
    : undefined
  if (!found)
    throw new TouchstoneError('not-found', `There is no case ${caseId} in dataset ${digest}.`)
  return found[side].path
}
