import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  collectionSchema,
  installedToolSchema,
  type InstalledTool,
} from '../../../src-main/contract/shelf.ts'
import { description05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'
import { touchstone } from './touchstone.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-cli-shelf-'))
  const values = Array.from({ length: 64 }, (_, index) => index)
  const tensor = { shape: [1, 1, 8, 8], values }
  const contents = { weights: identityModel([1, 1, 'y', 'x']), testInput: tensor }
  const description = description05({ documentation: undefined })
  await writePackage(join(folder, 'zoo', 'tiny'), {
    ...contents,
    description,
    testOutput: tensor,
  })
  await writePackage(join(folder, 'zoo', 'wrong'), {
    ...contents,
    description: { ...description, name: 'Wrong' },
    testOutput: { ...tensor, values: values.map((value) => value + 1) },
  })
  await writePackage(join(folder, 'zoo', 'torch'), {
    description: description05({
      name: 'Torch',
      weights: { torchscript: { source: 'w.pt', pytorch_version: '2.0' } },
    }),
  })
})
afterAll(() => rm(folder, { recursive: true }))

test('a package is installed, listed, and its folder is a tool', async () => {
  const installed = await touchstone(
    ['model', 'install', join(folder, 'zoo', 'tiny'), '--workspace', 'ws', '--json'],
    folder,
  )
  expect([installed.status, installed.stderr]).toMatchObject([0, /Tiny is installed\./])
  const tool = installedToolSchema.parse(installed.json())
  expect(tool.check.testOutputs.status).toBe('passed')
  const list = await touchstone(['model', 'list', '--workspace', 'ws', '--json'], folder)
  expect(list.json()).toEqual({ tools: [tool] })
  const check = await touchstone(['model', 'check', tool.reference, '--json'], folder)
  expect(check.json()).toMatchObject({ valid: true, testOutputs: { status: 'passed' } })
}, 60_000)

test('a model that misses its test is installed with status 1', async () => {
  const { status, stdout } = await touchstone(
    ['model', 'install', join(folder, 'zoo', 'wrong'), '--workspace', 'ws'],
    folder,
  )
  expect([status, stdout]).toMatchObject([1, /ran-not-reproduced/])
}, 60_000)

test('a collection tells what runs here, and its entries install', async () => {
  const collection = join(folder, 'zoo')
  const told = await touchstone(
    ['model', 'list', '--collection', collection, '--workspace', 'ws2', '--json'],
    folder,
  )
  const { entries } = collectionSchema.parse(told.json())
  expect(entries.map(({ id, runsHere }) => [id, runsHere])).toEqual([
    ['tiny', true],
    ['torch', false],
    ['wrong', true],
  ])
  const installed = await touchstone(
    ['model', 'install', 'tiny', '--collection', collection, '--workspace', 'ws2', '--json'],
    folder,
  )
  expect((installed.json() as InstalledTool).source).toBe(join(collection, 'tiny'))
}, 60_000)

test.each([
  ['no package', ['model', 'install'], 'bad-usage'],
  ['a package that is not there', ['model', 'install', 'none'], 'file-not-found'],
  ['an entry that is not there', ['model', 'install', 'x', '--collection', 'zoo'], 'not-found'],
  ['PyTorch alone', ['model', 'install', 'zoo/torch'], 'model-not-runnable'],
  ['a collection that is none', ['model', 'list', '--collection', 'x.json'], 'format-corrupt'],
  [
    'a server that is not there',
    ['model', 'list', '--collection', 'http://127.0.0.1:9/c.json'],
    'not-reachable',
  ],
])('%s is one sentence with status 2', async (_, args, code) => {
  await writeFile(join(folder, 'x.json'), 'no JSON')
  const { status, json } = await touchstone([...args, '--workspace', 'ws3', '--json'], folder)
  expect([status, json()]).toMatchObject([2, { error: { code } }])
})
