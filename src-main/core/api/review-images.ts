/**
 * Pictures of a review by their tokens. Nothing in an answer or a refusal names file, run or tool, and nothing is
 * kept by the browser: the token is all that a rater's machine ever sees of a picture's origin.
 */
import type { Context, Hono } from 'hono'
import { tileHeaders, type ImageDescription } from '../../contract/images.ts'
import { pointErrorsSchema } from '../../contract/points.ts'
import type { ReviewPoints } from '../../contract/reviews.ts'
import type { ImageQuestion, PlaneIndex, TileAnswer } from '../engine-port.ts'
import { isTouchstoneError, messageOf, TouchstoneError } from '../errors.ts'
import {
  blindDescription,
  blindPixels,
  blindPixelType,
  type BlindPixelType,
} from '../review/blind-image.ts'
import { reviewBookOf, type ReviewState, type TokenMeaning } from '../review/review-book.ts'
import { wholeNumber } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'
import { caseImage, predictionImage } from './images.ts'
import { readObjects, recordedOutput } from './runs.ts'

interface Picture {
  readonly question: ImageQuestion
  /** Type of its pixels on the wire; null: as the file holds them. */
  readonly told: BlindPixelType | null
}

const labelTasks: readonly string[] = ['instances', 'semantic']

export function addReviewImageRoutes(app: Hono, deps: ApiDependencies): void {
  const { history, engine, log } = deps
  const book = reviewBookOf(history)
  const address = '/api/reviews/:session/images/:token'

  const unnamed = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      return refuse(error, log)
    }
  }

  const placeOf = (context: Context) => {
    const [session, token] = [param(context, 'session'), param(context, 'token')]
    const meaning = book.meaningOf(session, token)
    if (meaning.role === 'item')
      throw new TouchstoneError('not-found', 'This token is of an item and not of a picture.')
    return { state: book.session(session), meaning }
  }

  const picture = (context: Context): Picture => {
    const { state, meaning } = placeOf(context)
    try {
      return pictureOf(deps, state, meaning)
    } catch (error) {
      return refuse(error, log)
    }
  }

  app.get(address, async (context) => {
    const { question, told } = picture(context)
    const { signal } = context.req.raw
    const description: ImageDescription = await unnamed(() =>
      engine.request('describe-image', question, { signal }),
    )
    return context.json(blindDescription(description, param(context, 'token'), told))
  })

  app.get(`${address}/points`, async (context) => {
    const { state, meaning } = placeOf(context)
    if (state.opened.task !== 'detection' || meaning.role === 'input')
      throw new TouchstoneError('not-found', 'There are no points here, but a picture.')
    const { id, tool } = behind(state, meaning)
    const { prediction } = await unnamed(async () =>
      pointErrorsSchema.parse(
        await readObjects(recordedOutput(deps, tool.run, id, 'objects').path),
      ),
    )
    const told: ReviewPoints = { points: prediction.map(({ at }) => at) }
    return context.json(told)
  })

  app.get(`${address}/planes/:t/:c/:z/statistics`, async (context) => {
    const { question, told } = picture(context)
    if (told !== null)
      throw new TouchstoneError('not-found', 'Contrast is taken from the input of an item only.')
    const input = { image: question, plane: planeOf(context) }
    const { signal } = context.req.raw
    return context.json(await unnamed(() => engine.request('plane-statistics', input, { signal })))
  })

  app.get(`${address}/levels/:level/planes/:t/:c/:z`, async (context) => {
    const { question, told } = picture(context)
    const input = planeQuestion(context, question)
    const { signal } = context.req.raw
    return pixels(await unnamed(() => engine.request('read-plane', input, { signal })), told)
  })

  app.get(`${address}/levels/:level/planes/:t/:c/:z/tiles/:y/:x`, async (context) => {
    const { question, told } = picture(context)
    const tile = { tileY: number(context, 'y'), tileX: number(context, 'x') }
    const input = { ...planeQuestion(context, question), ...tile }
    const { signal } = context.req.raw
    return pixels(await unnamed(() => engine.request('read-tile', input, { signal })), told)
  })
}

function pictureOf(deps: ApiDependencies, state: ReviewState, meaning: TokenMeaning): Picture {
  const { id, tool } = behind(state, meaning)
  if (meaning.role !== 'input')
    return {
      question: predictionImage(deps, tool.run, id),
      told: blindPixelType(labelTasks.includes(state.opened.task)),
    }
  const digest = deps.history.run(tool.run)?.datasetDigest ?? ''
  return { question: caseImage(deps, digest, id, 'image'), told: null }
}

function behind({ opened }: ReviewState, { rater, place, role }: TokenMeaning) {
  const item = opened.items[rater]![place]!
  const tool = opened.tools[item.tools[role === 'second' ? 1 : 0]!]!
  return { id: opened.cases[item.case]!, tool }
}

/** Sentences about files name them, so none of them is told here. */
function refuse(error: unknown, log: ApiDependencies['log']): never {
  if (isTouchstoneError(error) && (error.code === 'cancelled' || error.code === 'engine-died'))
    throw error
  log(`A picture of a review cannot be read: ${messageOf(error)}`)
  throw new TouchstoneError(
    isTouchstoneError(error) && error.code === 'not-found' ? 'not-found' : 'file-unreadable',
    'This part of a picture cannot be read. Whoever opened the review finds the reason with the cases of the comparison.',
  )
}

/** No entity tag, and nothing kept: both would be made of the content. */
function pixels(answer: TileAnswer, told: BlindPixelType | null): Response {
  const headers = { 'cache-control': 'no-store' }
  if (answer.kind === 'under-way')
    return Response.json(
      { fraction: answer.fraction },
      { status: 202, headers: { ...headers, 'retry-after': '0' } },
    )
  if (answer.kind === 'unchanged') return new Response(null, { status: 304, headers })
  const { dtype, bytes } = blindPixels(answer, told)
  return new Response(Uint8Array.from(bytes), {
    headers: {
      ...headers,
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      [tileHeaders.dtype]: dtype,
      [tileHeaders.shape]: answer.shape.join(','),
    },
  })
}

const param = (context: Context, name: string): string => context.req.param(name) ?? ''
const number = (context: Context, name: string): number =>
  wholeNumber(context.req.param(name), 0, name)
const planeOf = (context: Context): PlaneIndex => ({
  t: number(context, 't'),
  c: number(context, 'c'),
  z: number(context, 'z'),
})
/** `knownKey` is never told: whoever knew it would know the content. */
const planeQuestion = (context: Context, image: ImageQuestion) => ({
  image,
  level: number(context, 'level'),
  plane: planeOf(context),
  knownKey: null,
})
