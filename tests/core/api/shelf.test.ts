import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemSchema } from '../../../src-main/contract/error-codes.ts'
import {
  collectionSchema,
  installationSchema,
  installedToolSchema,
} from '../../../src-main/contract/shelf.ts'
import {
  collectionEntry,
  collectionOf,
  putOnShelf,
  shelfUnderTest,
} from '../../fixtures/shelf-under-test.ts'

const png = Buffer.from('\x89PNG\r\n\x1a\n pixels', 'latin1')

test('from the order over its progress to the shelf and off it', async () => {
  const { get, post, core, workspaceDir } = await shelfUnderTest({
    install: (input) => {
      const put = putOnShelf(input, { covers: ['cover.png'] })
      writeFileSync(join(input.toolsDir, put.tool.digest.slice(7), 'cover.png'), png)
      return Promise.resolve(put)
    },
  })
  const started = await post('/api/tools/install', { path: workspaceDir })
  expect(started.status).toBe(202)
  const { id } = installationSchema.parse(await started.json())
  await core.shelf.installations.ended(id)
  const told = installationSchema.parse(await (await get(`/api/tools/installations/${id}`)).json())
  expect(told.state).toBe('done')
  expect(await (await get('/api/tools/installations')).json()).toEqual([told])
  const tools = installedToolSchema.array().parse(await (await get('/api/tools')).json())
  expect(tools.map(({ digest }) => digest)).toEqual([told.tool])
  const address = `/api/tools/${encodeURIComponent(told.tool ?? '')}`
  expect(await (await get(address)).json()).toEqual(tools[0])
  const cover = await get(tools[0]?.cover ?? '')
  expect(cover.headers.get('content-type')).toBe('image/png')
  expect(cover.headers.get('content-length')).toBe(String(png.length))
  expect(cover.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Buffer.from(await cover.arrayBuffer())).toEqual(png)
  const removed = await core.handle(new Request(`http://127.0.0.1${address}`, { method: 'DELETE' }))
  expect(await removed.json()).toEqual({ removed: true })
  expect(await (await get('/api/tools')).json()).toEqual([])
})

test('a collection is read by its address, with what is told of the web', async () => {
  const { post } = await shelfUnderTest({
    read: ({ source, readWeb }) => ({
      origin: 'public',
      collection: collectionOf(source, [collectionEntry({ reason: String(readWeb) })]),
    }),
  })
  for (const readWeb of [true, undefined]) {
    const answer = await post('/api/collections', {
      source: 'https://zoo.example.org/index.json',
      ...(readWeb === undefined ? {} : { readWeb }),
    })
    const { entries, source } = collectionSchema.parse(await answer.json())
    expect(source).toBe('https://zoo.example.org/index.json')
    expect(entries[0]?.reason).toBe(String(readWeb))
  }
})

test('what is not there and what is wrong are sentences', async () => {
  const { get, post } = await shelfUnderTest()
  const codes = await Promise.all(
    [
      get('/api/tools/none'),
      get(`/api/tools/sha256:${'0'.repeat(64)}/covers/0`),
      get('/api/tools/installations/none'),
      post('/api/tools/installations/none/cancel'),
      post('/api/tools/install', {}),
      post('/api/tools/install', { path: 'relative' }),
      post('/api/collections', { source: '' }),
    ].map(async (answer) => problemSchema.parse(await (await answer).json()).error.code),
  )
  expect(codes).toEqual([
    ...['not-found', 'not-found', 'not-found', 'not-found'],
    ...['bad-request', 'bad-request', 'bad-request'],
  ])
})
