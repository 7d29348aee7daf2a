import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { createWorkspaceShelf } from '../../../src-main/core/api/workspace-shelf.ts'
import type { EngineJobs } from '../../../src-main/core/engine-port.ts'
import {
  collectionEntry,
  collectionOf,
  putOnShelf,
  shelfUnderTest,
} from '../../fixtures/shelf-under-test.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'
import { storedTool } from '../../fixtures/stored-tool.ts'

const zoo = 'https://zoo.example.org/collection.json'
const address = 'https://zoo.example.org/tiny/rdf.yaml'
const sha256 = 'ab'.repeat(32)

async function withZoo(origin: 'public' | 'machine' = 'public') {
  const installed: EngineJobs['install-tool']['input'][] = []
  const read: EngineJobs['read-collection']['input'][] = []
  const under = await shelfUnderTest({
    install: (input) => {
      installed.push(input)
      return Promise.resolve(putOnShelf(input, { descriptionSha256: sha256 }))
    },
    read: (input) => {
      read.push(input)
      const inside = join(under.workspaceDir, 'drive', 'tiny')
      return {
        origin,
        collection: collectionOf(input.source, [
          collectionEntry({ download: { address, sha256 } }),
          collectionEntry({ id: 'beside', download: { address: inside, sha256: null } }),
          collectionEntry({ id: 'outside', download: { address: '/etc', sha256: null } }),
          collectionEntry({ id: 'nowhere', runsHere: false, reason: 'It has no files.' }),
        ]),
      }
    },
  })
  mkdirSync(join(under.workspaceDir, 'drive', 'tiny'), { recursive: true })
  return { ...under, installed, read, shelf: under.core.shelf }
}

test('an entry is installed from where the collection that was read says', async () => {
  const { shelf, installed, read } = await withZoo()
  await shelf.readCollection(zoo)
  const { id } = await shelf.install({ collection: zoo, entry: 'tiny' })
  await shelf.installations.ended(id)
  expect(installed[0]?.source).toEqual({ kind: 'address', address, sha256, origin: 'public' })
  expect(read).toHaveLength(1)
  expect((await shelf.readCollection(zoo)).entries.map((entry) => entry.installed)).toEqual([
    ...[storedTool().digest, null, null, null],
  ])
})

test('a collection that was not read yet is read first', async () => {
  const { shelf, read } = await withZoo()
  await shelf.install({ collection: zoo, entry: 'tiny' })
  expect(read).toHaveLength(1)
})

test('an entry beside a collection on disk may fetch what its description names', async () => {
  const { shelf, installed, workspaceDir } = await withZoo('machine')
  const source = join(workspaceDir, 'drive')
  const { id } = await shelf.install({ collection: source, entry: 'beside' })
  await shelf.installations.ended(id)
  const path = join(workspaceDir, 'drive', 'tiny')
  expect(installed[0]?.source).toEqual({ kind: 'path', path, web: 'machine' })
})

test.each([
  ['an entry outside the roots', { collection: zoo, entry: 'outside' }, 'not-allowed'],
  ['an entry without files', { collection: zoo, entry: 'nowhere' }, 'not-found'],
  ['an entry that is not listed', { collection: zoo, entry: 'other' }, 'not-found'],
  ['a package outside the roots', { path: '/etc' }, 'not-allowed'],
  ['a package that is not there', { path: '/nowhere' }, 'file-not-found'],
  ['a collection outside the roots', { collection: '/etc', entry: 'x' }, 'not-allowed'],
])('%s is refused', async (_, order, code) => {
  const { shelf, installed } = await withZoo()
  await expect(shelf.install(order)).rejects.toMatchObject({ code })
  expect(installed).toEqual([])
})

test('a package of this machine fetches nothing', async () => {
  const { shelf, installed, workspaceDir } = await withZoo()
  const { id } = await shelf.install({ path: join(workspaceDir, 'drive') })
  await shelf.installations.ended(id)
  expect(installed[0]?.source).toMatchObject({ kind: 'path', web: null })
})

test('removing is recorded, and what is recorded of runs stays', async () => {
  const { shelf, core, workspaceDir } = await withZoo()
  putOnShelf({ toolsDir: join(workspaceDir, 'tools'), shownSource: '/x' })
  const { digest } = storedTool()
  await shelf.remove(digest)
  expect(await shelf.installed.list()).toEqual([])
  expect(core.history.events({ type: 'tool-removed' })[0]?.payload).toEqual({
    digest,
    name: 'Tiny',
  })
  await expect(shelf.remove(digest)).rejects.toMatchObject({ code: 'not-found' })
})

test('a model is not removed while an evaluation needs it', async () => {
  const work = Promise.withResolvers<void>()
  const { digest } = storedTool()
  const { core, workspaceDir } = await coreUnderTest({
    dataset: frozenDataset(['a']),
    outcome: () => 0.5,
    describe: (reference) => toolDescription(reference, { digest }),
    onPredict: () => work.promise,
  })
  putOnShelf({ toolsDir: join(workspaceDir, 'tools'), shownSource: '/x' })
  const order = { dataset: { folder: '/data' }, tools: [{ reference: 'baseline:otsu' }] }
  const evaluation = await core.evaluations.start(evaluationOrderSchema.parse(order))
  await expect(core.shelf.remove(digest)).rejects.toMatchObject({ code: 'conflict' })
  work.resolve()
  await core.evaluations.ended(evaluation)
  expect(await core.shelf.remove(digest)).toMatchObject({ digest })
})

test('what a killed process left is gone when the core opens', async () => {
  const { workspaceDir, core } = await shelfUnderTest()
  const left = join(workspaceDir, 'tools', '.unfinished-1-killed')
  mkdirSync(left, { recursive: true })
  writeFileSync(join(left, 'weights.onnx'), 'half')
  await core.shelf.tidy()
  expect(existsSync(left)).toBe(false)
})

test('a living process keeps what it works on', async () => {
  const { workspaceDir, core } = await shelfUnderTest()
  const toolsDir = join(workspaceDir, 'tools')
  mkdirSync(join(toolsDir, '.unfinished-7-busy'), { recursive: true })
  const shelf = createWorkspaceShelf({
    workspaceDir,
    history: core.history,
    engine: { request: () => Promise.reject(new Error()), close: () => Promise.resolve() },
    clock: () => new Date(),
    randomId: () => 'id',
    threads: 1,
    processId: 1,
    roots: [],
    log: () => undefined,
    isAlive: (processId) => processId === 7,
  })
  await shelf.tidy()
  expect(readdirSync(toolsDir)).toEqual(['.unfinished-7-busy'])
})
