import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { createModelCache, type ModelKey } from '../../../src-main/core/tools/model-cache.ts'

let folder = ''
let opened: string[] = []
let closed: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-cache-'))
  opened = []
  closed = []
  for (const name of ['a', 'b']) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'weights.onnx'), name)
  }
})
afterEach(() => rm(folder, { recursive: true }))

const cacheOf = (capacity: number) =>
  createModelCache(async ({ path }: ModelKey) => {
    if (path.endsWith('bad')) throw new Error('cannot open')
    const name = path.slice(-1)
    opened.push(name)
    return { name, close: () => void closed.push(name) }
  }, capacity)
const key = (name: string): ModelKey => ({ path: join(folder, name), threads: 1, cacheDir: folder })
const nameOf = async (model: { name: string }) => model.name

test('opens a model once for many cases', async () => {
  const cache = cacheOf(2)
  expect(await cache.withModel(key('a'), nameOf)).toBe('a')
  await cache.withModel(key('a'), nameOf)
  expect(opened).toEqual(['a'])
  await cache.close()
  expect(closed).toEqual(['a'])
})

test('opens a model anew when one of its files changed, and closes the old one', async () => {
  const cache = cacheOf(2)
  await cache.withModel(key('a'), nameOf)
  await utimes(join(folder, 'a', 'weights.onnx'), 1, 1)
  await cache.withModel(key('a'), nameOf)
  expect(opened).toEqual(['a', 'a'])
  expect(closed).toEqual(['a'])
})

test('closes the model that was unused longest when there are too many', async () => {
  const cache = cacheOf(1)
  await cache.withModel(key('a'), nameOf)
  await cache.withModel(key('b'), nameOf)
  expect(closed).toEqual(['a'])
})

test('never closes a model in use', async () => {
  const cache = cacheOf(1)
  await cache.withModel(key('a'), async () => {
    await cache.withModel(key('b'), nameOf)
    await cache.close()
    expect(closed).toEqual(['b'])
  })
  expect(closed).toEqual(['b', 'a'])
})

test('each execution provider has a session of its own', async () => {
  const cache = cacheOf(2)
  await cache.withModel(key('a'), nameOf)
  await cache.withModel({ ...key('a'), provider: 'cpu' }, nameOf)
  expect(opened).toEqual(['a'])
  await cache.withModel({ ...key('a'), provider: 'cuda' }, nameOf)
  expect(opened).toEqual(['a', 'a'])
  await cache.close()
})

test('a session whose provider failed is closed and never used again', async () => {
  const cache = cacheOf(2)
  const failing = cache.withModel(key('a'), () =>
    Promise.reject(new TouchstoneError('provider-failed', 'The device was lost.')),
  )
  await expect(failing).rejects.toThrow('The device was lost.')
  expect(closed).toEqual(['a'])
  await cache.withModel(key('a'), nameOf)
  expect(opened).toEqual(['a', 'a'])
  await cache.close()
})

test('gives the error of a model that cannot be opened, each time', async () => {
  const cache = cacheOf(1)
  await expect(cache.withModel(key('bad'), nameOf)).rejects.toThrow('cannot open')
  await expect(cache.withModel(key('bad'), nameOf)).rejects.toThrow('cannot open')
  await cache.close()
})

test('the order of settings does not matter, their values do', async () => {
  const names: string[] = []
  const cache = createModelCache((key: ModelKey) => {
    names.push(JSON.stringify(key.parameters))
    return Promise.resolve({ close: () => undefined })
  }, 3)
  const use = (parameters: Record<string, unknown>) =>
    cache.withModel({ path: folder, threads: 1, cacheDir: folder, parameters }, () =>
      Promise.resolve(null),
    )
  await use({ a: 1, b: 2 })
  await use({ b: 2, a: 1 })
  await use({ a: 1, b: 3 })
  expect(names).toHaveLength(2)
})
