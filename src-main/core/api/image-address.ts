/** What every address of an image answers: its description, statistics of a plane, and tiles of pixels. */
import { join, resolve } from 'node:path'
import type { Context, Hono } from 'hono'
import { parseView } from '../../contract/volume-view.ts'
import type { VolumeView } from '../../contract/volume-view.ts'
import type { Digest } from '../../contract/words.ts'
import type { ImageQuestion, PlaneIndex, PlaneQuestion } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { realNumber, wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'
import { knownKeyOf, tileResponse } from './pixel-response.ts'

export type FindImage = (context: Context) => ImageQuestion | Promise<ImageQuestion>

/** Registers `address` itself and `imageSubPaths` of the contract below it. */
export function addImage(
  app: Hono,
  { engine }: ApiDependencies,
  address: string,
  find: FindImage,
): void {
  const image = async (context: Context): Promise<ImageQuestion> => {
    const found = await find(context)
    const view = viewOf(context.req.query('view'))
    return {
      ...found,
      ...(context.req.query('labels') === '1' ? { asLabels: true } : {}),
      ...(view === null ? {} : { view }),
    }
  }

  app.get(address, async (context) => {
    const { signal } = context.req.raw
    return context.json(await engine.request('describe-image', await image(context), { signal }))
  })

  app.get(`${address}/planes/:t/:c/:z/statistics`, async (context) => {
    const { signal } = context.req.raw
    const input = { image: await image(context), plane: plane(context) }
    return context.json(await engine.request('plane-statistics', input, { signal }))
  })

  app.get(`${address}/planes/:t/:c/:z/profile`, async (context) => {
    const { signal } = context.req.raw
    const at = (name: string): number => realNumber(context.req.query(name), name)
    const line = { x0: at('x0'), y0: at('y0'), x1: at('x1'), y1: at('y1') }
    const input = { image: await image(context), plane: plane(context), line }
    return context.json(await engine.request('line-profile', input, { signal }))
  })

  app.get(`${address}/planes/:t/:c/:z/spectrum`, async (context) => {
    const { signal } = context.req.raw
    const input = { image: await image(context), plane: plane(context) }
    return context.json(await engine.request('power-spectrum', input, { signal }))
  })

  const planeQuestion = async (context: Context): Promise<PlaneQuestion> => ({
    image: await image(context),
    level: number(context, 'level'),
    plane: plane(context),
    knownKey: knownKeyOf(context.req.header('if-none-match')),
  })

  app.get(`${address}/levels/:level/planes/:t/:c/:z`, async (context) => {
    const { signal } = context.req.raw
    const answer = await engine.request('read-plane', await planeQuestion(context), { signal })
    return tileResponse(answer, context.req.query('v'))
  })

  app.get(`${address}/levels/:level/planes/:t/:c/:z/tiles/:y/:x`, async (context) => {
    const { signal } = context.req.raw
    const tile = { tileY: number(context, 'y'), tileX: number(context, 'x') }
    const input = { ...(await planeQuestion(context)), ...tile }
    const answer = await engine.request('read-tile', input, { signal })
    return tileResponse(answer, context.req.query('v'))
  })
}

/** `sha256` where the record knows it; `asLabels` where the record says what the pixels mean. */
export function questionAbout(
  { workspaceDir }: ApiDependencies,
  reference: string,
  known: { readonly sha256?: Digest; readonly asLabels?: boolean } = {},
): ImageQuestion {
  return {
    reference,
    sha256: known.sha256 ?? null,
    asLabels: known.asLabels ?? false,
    cacheDir: resolve(join(workspaceDir, 'cache')),
  }
}

/** TouchstoneError 'bad-request' for a name that is none. */
function viewOf(text: string | undefined): VolumeView | null {
  if (text === undefined) return null
  const view = parseView(text)
  if (view !== null) return view
  throw new TouchstoneError(
    'bad-request',
    `view must be max, mean, top, xz or yz, the first three maybe with their planes (max-0-9), and is ${text}.`,
  )
}

const number = (context: Context, name: string): number =>
  wholeNumber(context.req.param(name), 0, name)
const plane = (context: Context): PlaneIndex => ({
  t: number(context, 't'),
  c: number(context, 'c'),
  z: number(context, 'z'),
})
