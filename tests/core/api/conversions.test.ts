import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Conversion } from '../../../src-main/contract/images.ts'
import type { JobOptions } from '../../../src-main/core/engine-port.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }

interface Started {
  readonly input: { readonly outputDir: string }
  readonly options: JobOptions
  resolve(output: { path: string }): void
  reject(error: Error): void
}

async function withConverter() {
  const started: Started[] = []
  const engine = {
    ...scriptedEngine(script),
    request: (name: string, input: never, options: JobOptions = {}) =>
      (name === 'find-converter'
        ? Promise.resolve({ program: 'bfconvert' })
        : new Promise((resolve, reject) => {
            started.push({ input, options, resolve, reject })
          })) as never,
  }
  const under = await coreUnderTest(script, { engine })
  const path = join(under.workspaceDir, 'cells.czi')
  writeFileSync(path, 'ZISRAWFILE')
  const ask = async (): Promise<Conversion> =>
    (await (await under.post('/api/images/conversions', { path })).json()) as Conversion
  return { ...under, started, path, ask }
}

test('a conversion starts once and is told until it is done', async () => {
  const { ask, started, workspaceDir } = await withConverter()
  const [first, second] = await Promise.all([ask(), ask()])
  expect([first, second]).toMatchObject([{ state: 'running' }, { state: 'running' }])
  expect(started).toHaveLength(1)
  const { input, options, resolve } = started[0]!
  expect(input.outputDir.startsWith(join(workspaceDir, 'cache', 'converted'))).toBe(true)
  options.onProgress?.({ fraction: 0.5, message: 'Half is written.' })
  expect(await ask()).toMatchObject({ program: 'bfconvert', message: 'Half is written.' })
  const converted = join(workspaceDir, 'cells.ome.tif')
  writeFileSync(converted, 'II*')
  resolve({ path: converted })
  await setImmediate()
  expect(await ask()).toMatchObject({ state: 'done', path: converted })
  expect(started).toHaveLength(1)
})

test('a failure is told once; asking again tries again', async () => {
  const { ask, started } = await withConverter()
  await ask()
  started[0]!.reject(new TouchstoneError('format-corrupt', 'bfconvert ended with status 1.'))
  await setImmediate()
  expect(await ask()).toMatchObject({ state: 'failed', message: 'bfconvert ended with status 1.' })
  expect(await ask()).toMatchObject({ state: 'running' })
  expect(started).toHaveLength(2)
})

test('a changed file and a lost result are converted anew', async () => {
  const { ask, started, path } = await withConverter()
  await ask()
  started[0]!.resolve({ path: '/gone.ome.tif' })
  await setImmediate()
  expect(await ask()).toMatchObject({ state: 'running' })
  writeFileSync(path, 'ZISRAWFILE and more')
  await ask()
  expect(started).toHaveLength(3)
  expect(new Set(started.map(({ input }) => input.outputDir)).size).toBe(2)
})

test('a folder is no file to convert', async () => {
  const { post, workspaceDir } = await withConverter()
  expect((await post('/api/images/conversions', { path: workspaceDir })).status).toBe(400)
})
