import { expect, test } from 'vitest'
import type { Engine, TileAnswer } from '../../../src-main/core/engine-port.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const dataset = frozenDataset(['a'])
const script = { dataset, outcome: () => 0.5 }
const image = `/api/datasets/${dataset.digest}/cases/a/image`

async function answering(answer: TileAnswer) {
  const asked: unknown[] = []
  const signals: (AbortSignal | undefined)[] = []
  const engine: Engine = {
    ...scriptedEngine(script),
    request: (_name, input, options) => {
      asked.push(input)
      signals.push(options?.signal)
      return Promise.resolve(answer)
    },
  }
  const under = await coreUnderTest(script, { engine })
  under.core.history.append('dataset-frozen', dataset)
  const get = (path: string, init?: RequestInit): Promise<Response> =>
    under.core.handle(new Request(`http://127.0.0.1${path}`, init))
  return { get, asked, signals }
}

const pixels: TileAnswer = {
  kind: 'pixels',
  contentKey: 'key',
  shape: [1, 2],
  dtype: 'uint16',
  bytes: new Uint8Array([1, 0, 2, 1]),
  filledPixels: 0,
}

test('the address of a tile names level, plane, row and column', async () => {
  const { get, asked } = await answering(pixels)
  const response = await get(`${image}/levels/6/planes/1/2/3/tiles/4/5`)
  expect(response.status).toBe(200)
  expect(asked).toMatchObject([
    {
      image: { reference: '/data/set/images/a.tif', asLabels: false },
      level: 6,
      plane: { t: 1, c: 2, z: 3 },
      tileY: 4,
      tileX: 5,
      knownKey: null,
    },
  ])
})

test('without a tile the address names the whole plane', async () => {
  const { get, asked } = await answering(pixels)
  const response = await get(`${image}/levels/1/planes/0/2/3?v=key`)
  expect(response.headers.get('cache-control')).toContain('immutable')
  expect(asked).toEqual([expect.objectContaining({ level: 1, plane: { t: 0, c: 2, z: 3 } })])
  expect(asked[0]).not.toHaveProperty('tileY')
})

test('labels=1 asks for levels that hold labels, in tiles and in the description', async () => {
  const { get, asked } = await answering(pixels)
  await get(`${image}?labels=1`)
  await get(`${image}/levels/1/planes/0/0/0/tiles/0/0?labels=1`)
  expect(asked).toMatchObject([{ asLabels: true }, { image: { asLabels: true } }])
})

test('a view is asked for by its name, everywhere below an image', async () => {
  const { get, asked } = await answering(pixels)
  await get(`${image}?view=xz`)
  await get(`${image}/levels/1/planes/0/0/0/tiles/0/0?view=max-2-5&labels=1`)
  await get(`${image}/planes/0/0/0/statistics?view=mean`)
  const max = { kind: 'max', planes: { first: 2, last: 5 } }
  expect(asked).toMatchObject([
    { view: { kind: 'xz' } },
    { image: { view: max, asLabels: true } },
    { image: { view: { kind: 'mean', planes: null } } },
  ])
})

test('a view of no known name is refused', async () => {
  const { get, asked } = await answering(pixels)
  const response = await get(`${image}?view=min`)
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('and is min')
  expect(asked).toEqual([])
})

test('the key in If-None-Match goes to the engine', async () => {
  const { get, asked } = await answering({ kind: 'unchanged', contentKey: 'key' })
  const address = `${image}/levels/0/planes/0/0/0/tiles/0/0`
  const response = await get(address, { headers: { 'if-none-match': '"key"' } })
  expect(asked).toMatchObject([{ knownKey: 'key' }])
  expect(response.status).toBe(304)
})

test('who goes away takes the question back', async () => {
  const { get, signals } = await answering(pixels)
  const controller = new AbortController()
  await get(`${image}/levels/0/planes/0/0/0/tiles/0/0`, { signal: controller.signal })
  expect(signals[0]?.aborted).toBe(false)
  controller.abort()
  expect(signals[0]?.aborted).toBe(true)
})

test('a profile asks for a line of a plane, a spectrum for the plane', async () => {
  const { get, asked } = await answering(pixels)
  await get(`${image}/planes/0/1/2/profile?x0=0.5&y0=1&x1=20&y1=3.25&labels=1`)
  await get(`${image}/planes/0/1/2/spectrum`)
  const plane = { t: 0, c: 1, z: 2 }
  expect(asked).toMatchObject([
    { image: { asLabels: true }, plane, line: { x0: 0.5, y0: 1, x1: 20, y1: 3.25 } },
    { image: { asLabels: false }, plane },
  ])
})

test('a profile without an end is refused', async () => {
  const { get, asked } = await answering(pixels)
  const response = await get(`${image}/planes/0/0/0/profile?x0=0.5&y0=1&x1=20`)
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('y1 must be a number and is missing')
  expect(asked).toEqual([])
})
