import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import {
  reviewItemSchema,
  reviewResultSchema,
  reviewSessionSchema,
  type ReviewItem,
  type ReviewSession,
} from '../../../src-main/contract/reviews.ts'
import type { Engine } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine, type Script } from '../../fixtures/scripted-engine.ts'

const cases = Array.from({ length: 6 }, (_, at) => `slide-${String(at + 1)}`)
const tools = ['baseline:alpha', 'baseline:beta']
const script: Script = { dataset: frozenDataset(cases), outcome: () => 0.5 }

/** An engine whose answers about images are full of what must not be told. */
function talkativeEngine(): Engine {
  const engine = scriptedEngine(script)
  const answers: Record<string, (input: never) => unknown> = {
    'describe-image': ({ reference, sha256 }: { reference: string; sha256: string }) => ({
      ...{ format: `TIFF ${reference}`, axes: 'yx', shape: [2, 2], dtype: 'uint8' },
      ...{ pixelSizeUm: 'uncalibrated', channels: [{ name: reference }], levels: [] },
      size: { t: 1, c: 1, z: 1, height: 2, width: 2, samples: 1 },
      ...{ series: [{ name: reference, kind: 'image' }], seriesIndex: 0, sequence: null },
      ...{ facts: [{ name: 'file', value: reference }], contentKey: sha256, warnings: [reference] },
    }),
    'plane-statistics': () => ({ min: 0, max: 1 }),
    'read-plane': pixels,
    'read-tile': pixels,
  }
  return {
    ...engine,
    request: (name: string, input: never, options: never) =>
      name in answers
        ? Promise.resolve(answers[name]!(input))
        : engine.request(name as 'list-baselines', input, options),
  } as Engine
}
function pixels({ image }: { image: { sha256: string } }): unknown {
  const bytes = new Uint8Array([0, 1, 2, 3])
  const shape = [2, 2]
  return { kind: 'pixels', contentKey: image.sha256, dtype: 'uint8', shape, bytes, filledPixels: 1 }
}

async function opened(change: object = {}) {
  const world = await coreUnderTest(script, { engine: talkativeEngine() })
  const { evaluations } = world.core
  const id = await evaluations.start(
    evaluationOrderSchema.parse({
      ...{ dataset: { folder: '/data/set' }, tools: tools.map((reference) => ({ reference })) },
    }),
  )
  await evaluations.ended(id)
  const answer = await world.post(`/api/comparisons/c${id}/reviews`, {
    ...{ kind: 'pairwise', cases, tools, raters: ['Anna', 'Ben'], seed: 123456789 },
    ...{ person: 'Head', ...change },
  })
  expect(answer.status).toBe(201)
  const { session } = reviewSessionSchema.parse(await answer.json())
  const address = `/api/reviews/${session}`
  const item = async (rater: string, place: number): Promise<ReviewItem> =>
    reviewItemSchema.parse(
      await (await world.get(`${address}/raters/${rater}/items/${place}`)).json(),
    )
  return { ...world, id, address, item }
}

/** Everything a page may ask of a review, as one text with its headers, in all places of all raters. */
async function walk({ get, post, address, item, id }: Awaited<ReturnType<typeof opened>>) {
  const told: string[] = []
  const hear = async (response: Response): Promise<Response> => {
    const copy = response.clone()
    told.push(JSON.stringify([...copy.headers]), await copy.text())
    return response
  }
  for (const path of [address, `/api/comparisons/c${id}/reviews`, `${address}/result`])
    await hear(await get(path))
  for (const rater of ['Anna', 'Ben'])
    for (let place = 0; place < 8; place++) {
      await hear(await get(`${address}/raters/${rater}/items/${place}`))
      const { item: token, input, sides } = await item(rater, place)
      for (const picture of [token, input, ...sides]) {
        const base = `${address}/images/${picture}`
        await hear(await get(base))
        await hear(await get(`${base}?labels=1`))
        await hear(await get(`${base}/planes/0/0/0/statistics`))
        await hear(await get(`${base}/levels/0/planes/0/0/0?v=x`))
        await hear(await get(`${base}/levels/0/planes/0/0/0/tiles/0/0`))
      }
      const order = { rater, item: token, answer: 'first', seconds: 1 }
      await hear(await post(`${address}/answers`, order))
      await hear(await post(`${address}/answers`, { ...order, answer: 3 }))
    }
  const events = (await (await get('/api/history?limit=1000')).json()) as {
    events: { type: string; payload: unknown }[]
  }
  for (const { type, payload } of events.events)
    if (type.startsWith('review-')) told.push(JSON.stringify(payload))
  return told
}

test('no answer of any address names a tool, run, case, file or digest, or the seed, before the lock', async () => {
  const world = await opened()
  const told = await walk(world)
  expect(told.length).toBeGreaterThan(500)
  const secrets = [
    ...[/alpha/, /beta/, /baseline/, /slide-/, /123456789/, /\.tif/, /\/data\//, /sha256:/],
    ...[new RegExp(`${world.id}\\.`), /etag/i, /x-touchstone-filled/, /"key"/],
  ]
  for (const text of told)
    for (const secret of secrets)
      if (secret.test(text)) throw new Error(`${String(secret)} is told: ${text.slice(0, 300)}`)
  // The walk can fail: after the lock the same answers tell all of it.
  await world.post(`${world.address}/lock`, { person: 'Head' })
  const after = (await walk(world)).join('\n')
  for (const name of ['baseline:alpha', 'baseline:beta', 'slide-1', '123456789', '"key"'])
    expect(after).toContain(name)
})

test('pixels are never kept, and those of all tools have one type', async () => {
  const { get, item, address } = await opened()
  const { sides, input } = await item('Anna', 0)
  const ask = (token: string) => get(`${address}/images/${token}/levels/0/planes/0/0/0/tiles/0/0`)
  const side = await ask(sides[0]!)
  expect(side.headers.get('cache-control')).toBe('no-store')
  expect(side.headers.get('etag')).toBeNull()
  expect(side.headers.get('x-touchstone-dtype')).toBe('uint32')
  expect(new Uint32Array(await side.arrayBuffer())).toEqual(new Uint32Array([0, 1, 2, 3]))
  expect((await ask(input)).headers.get('x-touchstone-dtype')).toBe('uint8')
  expect((await ask('none')).status).toBe(404)
})

test('answers are taken until the lock, and the result is told from then on', async () => {
  const { get, post, address, item } = await opened()
  for (const rater of ['Anna', 'Ben'])
    for (let place = 0; place < 8; place++) {
      const { item: token } = await item(rater, place)
      await post(`${address}/answers`, { rater, item: token, answer: 'none' })
    }
  expect((await get(`${address}/result`)).status).toBe(409)
  const progress = reviewSessionSchema.parse(await (await get(address)).json())
  expect(progress.raters.map(({ answered, next }) => [answered, next])).toEqual([
    [8, null],
    [8, null],
  ])
  const locked = reviewSessionSchema.parse(
    await (await post(`${address}/lock`, { person: 'Head' })).json(),
  )
  expect(locked).toMatchObject({ seed: 123456789, locked: { person: 'Head' } })
  const { item: token } = await item('Anna', 0)
  const late = await post(`${address}/answers`, { rater: 'Anna', item: token, answer: 'first' })
  expect(late.status).toBe(409)
  expect((await post(`${address}/lock`, { person: 'Head' })).status).toBe(409)
  const result = reviewResultSchema.parse(await (await get(`${address}/result`)).json())
  expect(result.pairs).toMatchObject([{ none: 12, share: { value: 0.5, n: 6 } }])
  expect(await (await get(`${address}/result`)).json()).toEqual(result)
})

test('what is not there is not found, and wrong orders are refused', async () => {
  const { get, post, id } = await opened()
  expect((await get('/api/reviews/none')).status).toBe(404)
  expect((await get('/api/reviews/none/images/x')).status).toBe(404)
  expect((await post(`/api/comparisons/c${id}/reviews`, { kind: 'pairwise' })).status).toBe(400)
  expect((await post('/api/comparisons/none/reviews', {})).status).toBe(404)
  const list = (await (await get(`/api/comparisons/c${id}/reviews`)).json()) as ReviewSession[]
  expect(list).toHaveLength(1)
})
