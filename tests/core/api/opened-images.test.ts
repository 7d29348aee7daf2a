import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }

async function withFile(answer: (name: string, input: unknown) => unknown = () => ({})) {
  const asked: (readonly [name: string, input: unknown])[] = []
  const engine = {
    ...scriptedEngine(script),
    request: (name: string, input: unknown) => {
      asked.push([name, input])
      return Promise.resolve(answer(name, input)) as never
    },
  }
  const under = await coreUnderTest(script, { engine })
  const path = join(under.workspaceDir, 'stack.h5')
  writeFileSync(path, 'bytes')
  const open = async (order: object): Promise<{ image: string; path: string }> =>
    (await (await under.post('/api/images', { path, ...order })).json()) as never
  return { ...under, asked, path, open }
}

test('an opened image is named, and its addresses ask for the same series and axes', async () => {
  const { open, get, asked, path } = await withFile()
  const { image } = await open({ series: 2, axes: 'zyx' })
  await get(`/api/images/${image}`)
  await get(`/api/images/${image}/hints`)
  await get(`/api/images/${image}/levels/0/planes/0/0/0/tiles/0/0?labels=1`)
  const reference = `${path}#series=2&axes=zyx`
  expect(asked).toMatchObject([
    ['describe-image', { reference, sha256: null, asLabels: false }],
    ['describe-image', { reference }],
    ['axis-hints', { reference }],
    ['read-tile', { image: { reference, asLabels: true } }],
  ])
  expect((await open({ series: 2, axes: 'zyx' })).image).toBe(image)
  expect((await open({ series: 3 })).image).not.toBe(image)
})

test('an image inside a file may be opened where the file may', async () => {
  const { open, post, asked, path } = await withFile()
  expect((await open({ path: `${path}/exported/data` })).path).toBe(`${path}/exported/data`)
  expect(asked).toMatchObject([['describe-image', { reference: `${path}/exported/data` }]])
  expect((await post('/api/images', { path: '/etc/passwd/data' })).status).toBe(403)
  expect((await post('/api/images', { path: `${path}/../none` })).status).toBe(404)
})

test('programs that would convert the file are named to the page', async () => {
  const { post, path } = await withFile(() => {
    throw new TouchstoneError('format-not-supported', `${path} seems to be a Zeiss CZI file.`, {
      converters: ['bfconvert'],
    })
  })
  const response = await post('/api/images', { path })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { details: { converters: ['bfconvert'] } } })
})

test('a name that was never given is not found', async () => {
  const { get, asked } = await withFile()
  for (const path of ['/api/images/none', '/api/images/none/hints'])
    expect((await get(path)).status).toBe(404)
  expect(asked).toEqual([])
})
