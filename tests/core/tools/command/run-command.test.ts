import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commandFileSchema } from '../../../../src-main/contract/command-file.ts'
import { runCommand, textsOf } from '../../../../src-main/core/tools/command/run-command.ts'

let folder = ''
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'touchstone-run-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

test('runs in its folder for results, and both texts are kept with their hashes', async () => {
  const stated = commandFileSchema.parse({
    ...{ formatVersion: 1, kind: 'command', tasks: ['instances'], program: process.execPath },
    arguments: ['-e', 'console.log(process.cwd()); console.error("said")'],
  })
  const outputDir = join(folder, 'results')
  await mkdir(outputDir)
  const result = await runCommand(
    { path: join(folder, 'tool.yaml'), stated },
    { inputsDir: folder, outputDir, threads: 1 },
    { textsDir: folder, signal: undefined },
  )
  expect(result).toMatchObject({ end: { kind: 'exit', code: 0 }, lastWords: 'said' })
  const [stdout, stderr] = await textsOf(folder)
  expect(await readFile(stdout!.path, 'utf8')).toContain('results')
  expect(stderr).toMatchObject({
    role: 'stderr',
    sha256: expect.stringMatching(/^sha256:/) as string,
  })
})
