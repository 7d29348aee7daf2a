import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SeamCheck } from '../../../src-main/contract/model-check.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import type { EngineJobs, JobOptions } from '../../../src-main/core/engine-port.ts'
import { putOnShelf, shelfUnderTest } from '../../fixtures/shelf-under-test.ts'

type Install = EngineJobs['install-tool']

/** The engine's work, ended by the test. */
async function withWork() {
  const begun: {
    input: Install['input']
    options: JobOptions
    work: PromiseWithResolvers<Install['output']>
  }[] = []
  const under = await shelfUnderTest({
    install: (input, options) => {
      const work = Promise.withResolvers<Install['output']>()
      options.signal?.addEventListener('abort', () => {
        work.reject(new TouchstoneError('cancelled', 'It was cancelled.'))
      })
      begun.push({ input, options, work })
      return work.promise
    },
  })
  const { shelf } = under.core
  const start = async (path = under.workspaceDir) => (await shelf.install({ path })).id
  return { ...under, shelf, begun, start, state: (id: string) => shelf.installations.get(id) }
}

test('is told from its beginning to its end, and recorded', async () => {
  const { begun, start, state, shelf, core, workspaceDir } = await withWork()
  const id = await start()
  expect(state(id)).toMatchObject({ state: 'running', fraction: 0, tool: null })
  await Promise.resolve()
  const { input, options, work } = begun[0]!
  expect(input.toolsDir).toBe(join(workspaceDir, 'tools'))
  expect(input.staging).toBe(join(workspaceDir, 'tools', `.unfinished-1-${id}`))
  options.onProgress?.({ fraction: 0.5, message: 'Getting weights.onnx' })
  expect(state(id)).toMatchObject({ fraction: 0.5, message: 'Getting weights.onnx' })
  work.resolve(putOnShelf(input))
  const ended = await shelf.installations.ended(id)
  expect(ended).toMatchObject({ state: 'done', fraction: 1, message: 'Tiny is installed.' })
  expect(shelf.installations.list()).toEqual([ended])
  expect(
    core.history.events({ type: 'tool-installed' }).map(({ payload }) => payload),
  ).toMatchObject([
    { digest: ended.tool, name: 'Tiny', source: workspaceDir, testOutputs: 'passed' },
  ])
})

test('one that is there already is done and not recorded again', async () => {
  const { begun, start, shelf, core } = await withWork()
  const id = await start()
  await Promise.resolve()
  begun[0]!.work.resolve({ ...putOnShelf(begun[0]!.input), alreadyThere: true })
  expect(await shelf.installations.ended(id)).toMatchObject({
    state: 'done',
    message: 'Tiny is installed already; nothing was changed.',
  })
  expect(core.history.events({ type: 'tool-installed' })).toEqual([])
})

test('the same order while it runs is the same installation', async () => {
  const { begun, start } = await withWork()
  const [first, second] = [await start(), await start()]
  expect(second).toBe(first)
  await Promise.resolve()
  expect(begun).toHaveLength(1)
})

test('a failure is told in its words and leaves nothing, even where the engine died', async () => {
  const { begun, start, state, shelf } = await withWork()
  const id = await start()
  await Promise.resolve()
  const { staging } = begun[0]!.input
  mkdirSync(join(staging, 'tool'), { recursive: true })
  begun[0]!.work.reject(new TouchstoneError('engine-died', 'The engine ended.'))
  await expect(shelf.installations.ended(id)).rejects.toMatchObject({ code: 'engine-died' })
  expect(state(id)).toMatchObject({ state: 'failed', message: 'The engine ended.', tool: null })
  expect(existsSync(staging)).toBe(false)
  expect(await start()).not.toBe(id)
})

test('cancelling ends it once', async () => {
  const { start, state, shelf } = await withWork()
  const id = await start()
  await Promise.resolve()
  expect(shelf.installations.cancel(id)).toBe(true)
  await expect(shelf.installations.ended(id)).rejects.toMatchObject({ code: 'cancelled' })
  expect(state(id)).toMatchObject({ state: 'cancelled', message: /nothing was installed/ })
  expect(shelf.installations.cancel(id)).toBe(false)
})

test('an engine that ends because of cancelling is no failure', async () => {
  const work = Promise.withResolvers<never>()
  const { core, workspaceDir } = await shelfUnderTest({ install: () => work.promise })
  const { id } = await core.shelf.install({ path: workspaceDir })
  core.shelf.installations.cancel(id)
  work.reject(new TouchstoneError('engine-died', 'The engine ended.'))
  await expect(core.shelf.installations.ended(id)).rejects.toMatchObject({ code: 'cancelled' })
  expect(core.shelf.installations.get(id).state).toBe('cancelled')
})

test('an installation that never was is not found', async () => {
  const { shelf } = await withWork()
  expect(() => shelf.installations.get('none')).toThrow(/no installation none/)
})

test('closing waits for what runs and cancels it', async () => {
  const { start, state, core } = await withWork()
  const id = await start()
  await Promise.resolve()
  await core.close()
  expect(state(id).state).toBe('cancelled')
})

const seam: SeamCheck = {
  status: 'seamless',
  message: null,
  haloPx: 8,
  maxAbsDifference: 0,
  percentile99AbsDifference: 0,
  tolerance: 0.001,
  sufficientHaloPx: null,
  map: null,
}

test('of a model that ran its tiles are measured, and kept with it', async () => {
  const { core, workspaceDir } = await shelfUnderTest({ seam: () => Promise.resolve(seam) })
  const { id } = await core.shelf.install({ path: workspaceDir })
  await core.shelf.installations.ended(id)
  expect((await core.shelf.installed.list())[0]?.seam).toEqual(seam)
})

test('seams that cannot be measured leave the model installed', async () => {
  const { core, workspaceDir } = await shelfUnderTest({
    seam: () => Promise.reject(new TouchstoneError('engine-died', 'The engine ended.')),
  })
  const { id } = await core.shelf.install({ path: workspaceDir })
  expect(await core.shelf.installations.ended(id)).toMatchObject({ state: 'done' })
  expect((await core.shelf.installed.list())[0]?.seam).toBeNull()
})
