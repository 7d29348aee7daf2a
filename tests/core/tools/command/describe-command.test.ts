import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { describeTool } from '../../../../src-main/core/tools/describe-tool.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-describe-'))
  await writeFile(join(folder, 'segment'), '#!/bin/sh\n')
  await chmod(join(folder, 'segment'), 0o755)
})
afterEach(() => rm(folder, { recursive: true }))

async function describe(stated: object = {}) {
  const file = { formatVersion: 1, kind: 'command', tasks: ['instances'], program: './segment' }
  const path = join(folder, 'tool.yaml')
  await writeFile(path, stringify({ ...file, ...stated }))
  return describeTool(path, { cacheDir: folder, task: 'instances' })
}

test('says what would be run, and that it is not confined', async () => {
  const tool = await describe({ arguments: ['--in', '{input}'], name: 'Mine', version: '2' })
  expect(tool).toMatchObject({ kind: 'command', name: 'Mine', version: '2', cannotRun: null })
  expect(tool.summary).toContain('./segment --in {input}')
  expect(tool.warnings[0]).toMatch(
    /runs with your rights .* not confined, only limited \(600 s per case/,
  )
})

test('another program, model or argument is another tool; another place is not', async () => {
  await writeFile(join(folder, 'net.bin'), 'one')
  const first = await describe({ model: 'net.bin' })
  expect((await describe({ model: 'net.bin' })).digest).toBe(first.digest)
  expect((await describe({ model: 'net.bin', arguments: ['x'] })).digest).not.toBe(first.digest)
  await writeFile(join(folder, 'net.bin'), 'two')
  expect((await describe({ model: 'net.bin' })).digest).not.toBe(first.digest)
  await writeFile(join(folder, 'net.bin'), 'one')
  await writeFile(join(folder, 'segment'), '#!/bin/sh\nexit 1\n')
  expect((await describe({ model: 'net.bin' })).digest).not.toBe(first.digest)
})

test('what is not there is a reason, not an error', async () => {
  expect((await describe({ program: './gone' })).cannotRun).toMatch(
    /The program \.\/gone is not there/,
  )
  expect((await describe({ model: 'gone.bin' })).cannotRun).toMatch(/gone\.bin does not exist/)
  expect((await describe({ tasks: ['semantic'] })).cannotRun).toMatch(/but the task is instances/)
})

test('a container states its confinement', async () => {
  const image = `a/b@sha256:${'0'.repeat(64)}`
  const { warnings } = await describe({ container: { engine: 'docker', image } })
  expect(warnings[0]).toMatch(/without network that sees the image and nothing else/)
})

test('one process for all cases is said, and is another tool', async () => {
  const each = await describe()
  const once = await describe({ per: 'dataset', arguments: ['{inputs}', '{outputs}'] })
  expect(each.summary).toMatch(/run once per case: /)
  expect(once.summary).toMatch(
    /run once for all cases together: \.\/segment \{inputs\} \{outputs\}/,
  )
  expect(once.warnings[0]).toMatch(/600 s for all cases/)
  expect((await describe({ per: 'case' })).digest).toBe(each.digest)
  expect((await describe({ per: 'dataset' })).digest).not.toBe(each.digest)
})

test('a name in braces that is not there is told before anything runs', async () => {
  expect((await describe({ arguments: ['{inputs}'] })).cannotRun).toMatch(
    /\{inputs\}, which is there with per: dataset only/,
  )
})
