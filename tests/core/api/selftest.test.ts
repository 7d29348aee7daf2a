import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '../../../src-main/contract/routes.ts'
import type { SelftestValue, SelftestWork } from '../../../src-main/contract/selftest.ts'
import type { Engine, JobOptions, SelftestOutput } from '../../../src-main/core/engine-port.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const value = (name: string, verdict: SelftestValue['verdict'], kind = 'semantic') => ({
  ...{ case: `case of ${name}`, about: '', kind, name, verdict, optional: false, ours: null },
  ...{ reference: { as: 'number', value: 1 } as const, raises: null, recommended: null },
  ...{ judgedBy: null, tolerance: { abs: 0, rel: 0 }, difference: null, reason: null },
  ...{ source: 'by hand', note: null },
})
const counts = { passed: 2, failed: 1, unsupported: 0 }
const output: SelftestOutput = {
  ...counts,
  cases: [],
  summary: { ...counts, cases: 3, seconds: 1, kinds: [] },
  verdicts: [
    value('dice', 'agrees'),
    value('iou', 'differs'),
    value('psnr', 'agrees', 'restoration'),
  ],
  failures: [],
  unsupportedKinds: [],
}

/** A core whose engine answers the self-test with what `answer` gives. */
async function withSelftest(
  answer: (folder: string, options: JobOptions) => Promise<SelftestOutput>,
) {
  const asked: string[] = []
  const scripted = scriptedEngine({ dataset: frozenDataset(['a']), outcome: () => 0.5 })
  const engine = {
    ...scripted,
    request: (name: string, input: { folder: string }, options: JobOptions = {}) => {
      if (name !== 'selftest') return scripted.request(name as never, input as never, options)
      asked.push(input.folder)
      return answer(input.folder, options)
    },
  } as unknown as Engine
  const under = await coreUnderTest(
    { dataset: frozenDataset(['a']), outcome: () => 0.5 },
    { engine },
  )
  const start = async (folder: string | null) => {
    const response = await under.post('/api/selftests', { folder })
    return { status: response.status, work: (await response.json()) as SelftestWork }
  }
  const read = async (id: string) =>
    routes.selftest.response.parse(await (await under.get(`/api/selftests/${id}`)).json())
  const ended = async (id: string) => {
    await expect.poll(async () => (await read(id)).state).not.toBe('running')
    return read(id)
  }
  return { ...under, asked, start, read, ended }
}

test('without a folder the shipped anchors are computed, and the summary is kept', async () => {
  const { start, ended, asked } = await withSelftest(() => Promise.resolve(output))
  const { status, work } = await start(null)
  expect(status).toBe(202)
  expect(work).toMatchObject({ state: 'running', shipped: true, fraction: 0 })
  expect(await ended(work.id)).toMatchObject({ state: 'done', fraction: 1, summary: counts })
  expect(asked[0]).toMatch(/resources[/\\]anchors$/)
})

test('a folder outside the roots is refused, one inside is computed', async () => {
  const { start, asked, post, workspaceDir } = await withSelftest(() => Promise.resolve(output))
  const folder = join(workspaceDir, 'reference')
  mkdirSync(folder)
  expect((await start(folder)).work).toMatchObject({ folder, shipped: false })
  const refused = await post('/api/selftests', { folder: '/etc' })
  expect(refused.status).toBe(403)
  expect(asked).toEqual([folder])
})

test('values come page by page, narrowed by kind, verdict and text', async () => {
  const { start, ended, get } = await withSelftest(() => Promise.resolve(output))
  const { id } = (await start(null)).work
  await ended(id)
  const ask = async (query: string) => {
    const answer = await get(`/api/selftests/${id}/values?${query}`)
    const { total, values } = routes.selftestValues.response.parse(await answer.json())
    return [total, ...values.map(({ name }) => name)]
  }
  expect(await ask('')).toEqual([3, 'dice', 'iou', 'psnr'])
  expect(await ask('after=1&limit=1')).toEqual([3, 'iou'])
  expect(await ask('kind=restoration')).toEqual([1, 'psnr'])
  expect(await ask('verdict=differs')).toEqual([1, 'iou'])
  expect(await ask('find=DICE')).toEqual([1, 'dice'])
  expect((await get(`/api/selftests/${id}/values?verdict=wrong`)).status).toBe(400)
})

test('all of it is a file, as a table and as JSON', async () => {
  const { start, ended, get } = await withSelftest(() => Promise.resolve(output))
  const { id } = (await start(null)).work
  await ended(id)
  const csv = await get(`/api/selftests/${id}/values.csv`)
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="selftest-anchors.csv"')
  expect((await csv.text()).split('\r\n')).toHaveLength(5)
  const json = (await (await get(`/api/selftests/${id}/values.json`)).json()) as object
  expect(json).toMatchObject({ summary: counts, values: [{ name: 'dice' }, {}, {}] })
})

test('one of the same folder that is under way is answered again; progress is told', async () => {
  const done = Promise.withResolvers<SelftestOutput>()
  const { start, read, ended, asked } = await withSelftest((_, { onProgress }) => {
    onProgress?.({ fraction: 0.5, message: '1 of 2 cases' })
    return done.promise
  })
  const { work } = await start(null)
  expect((await start(null)).work.id).toBe(work.id)
  await expect.poll(async () => (await read(work.id)).message).toBe('1 of 2 cases')
  expect(asked).toHaveLength(1)
  done.resolve(output)
  await ended(work.id)
})

test('it can be cancelled, and says so', async () => {
  const { start, ended, post } = await withSelftest(
    (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new TouchstoneError('cancelled', 'The work was cancelled.'))
        })
      }),
  )
  const { id } = (await start(null)).work
  const cancel = async () => (await post(`/api/selftests/${id}/cancel`)).json()
  expect(await cancel()).toEqual({ cancelled: true })
  expect(await ended(id)).toMatchObject({ state: 'cancelled', summary: null })
  expect(await cancel()).toEqual({ cancelled: false })
})

test('what goes wrong with the folder is the sentence of the job', async () => {
  const sentence = 'There is no reference collection in /x: the file cases.json is missing.'
  const { start, ended } = await withSelftest(() =>
    Promise.reject(new TouchstoneError('file-not-found', sentence)),
  )
  expect(await ended((await start(null)).work.id)).toMatchObject({
    state: 'failed',
    message: sentence,
  })
})

test('an id that is not known is a sentence; old ones are forgotten', async () => {
  const { start, ended, get } = await withSelftest(() => Promise.resolve(output))
  expect((await get('/api/selftests/none')).status).toBe(404)
  for (let time = 0; time < 7; time++) await ended((await start(null)).work.id)
  const list = routes.selftests.response.parse(await (await get('/api/selftests')).json())
  expect(list.length).toBeLessThan(6)
})
