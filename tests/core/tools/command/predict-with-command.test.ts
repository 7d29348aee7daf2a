import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { toolSettingsSchema } from '../../../../src-main/contract/tool-file.ts'
import { readLabelImage } from '../../../../src-main/core/images/read-label-image.ts'
import { predictCase } from '../../../../src-main/core/tools/predict.ts'
import { writeNpy } from '../../../fixtures/datasets/write-npy.ts'

let folder = ''
let image = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-command-'))
  image = await writeNpy(join(folder, 'a b;c.npy'), [2, 2], [1, 2, 3, 4])
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The program is Node itself with a script, so that it is there on every machine. */
async function predict(script: string, stated: object = {}) {
  const path = join(folder, 'tool.yaml')
  await writeFile(
    path,
    stringify({
      ...{ formatVersion: 1, kind: 'command', tasks: ['instances'], output: 'prediction.npy' },
      program: process.execPath,
      arguments: ['-e', script.replaceAll('{', '{{').replaceAll('}', '}}'), '{input}', '{output}'],
      ...stated,
    }),
  )
  return predictCase(
    {
      reference: path,
      task: 'instances',
      settings: toolSettingsSchema.parse({}),
      case: { id: 'case-1', image },
      outputDir: join(folder, 'out'),
      cacheDir: join(folder, 'cache'),
      threads: 1,
      seed: 1,
    },
    {},
  )
}

const copy =
  'const [, from, to] = process.argv; require("fs").copyFileSync(from, to); console.log("copied", from)'

test('the file it was to write is the prediction, and what it said is kept', async () => {
  const { outputs, notes, seconds } = await predict(copy)
  expect(outputs.map(({ role }) => role)).toEqual(['prediction', 'stdout', 'stderr'])
  expect([...(await readLabelImage(outputs[0]!.path)).data]).toEqual([1, 2, 3, 4])
  expect(await readFile(outputs[1]!.path, 'utf8')).toBe(`copied ${image}\n`)
  expect(notes[0]).toMatch(/ended after .* s/)
  expect(seconds['program']).toBeGreaterThan(0)
  expect(existsSync(join(folder, 'out', 'command'))).toBe(false)
})

test('outlines are taken too', async () => {
  const script = 'require("fs").writeFileSync(process.argv[2], "0 0 0 1 0 1 0.5 0 0.5")'
  const { outputs } = await predict(script, { output: 'prediction.txt' })
  expect([...(await readLabelImage(outputs[0]!.path)).data]).toEqual([1, 1, 0, 0])
})

test.each([
  ['process.exit(4)', /node.* ended with exit code 4, and 0 is expected\. It said nothing/],
  [
    'console.error("no card"); process.exit(0)',
    /ended well and wrote no prediction\.npy\. Its last words: no card/,
  ],
  ['throw new Error("boom")', /exit code 1.*boom/],
])('%s fails the case with its reason', async (script, reason) => {
  await expect(predict(script)).rejects.toMatchObject({
    code: 'tool-failed',
    message: expect.stringMatching(reason) as string,
  })
  expect(existsSync(join(folder, 'out', 'stderr.txt'))).toBe(true)
})

test('a program beyond its time is stopped, and one that is not there is named', async () => {
  await expect(
    predict('setInterval(() => {}, 1000)', { limits: { seconds: 0.5 } }),
  ).rejects.toThrow(/was stopped with all that it started after 0\.5 s, its limit of time/)
  await expect(predict('', { program: 'no-such-program' })).rejects.toThrow(
    /no-such-program was not found/,
  )
})

test('a prediction of another size is refused as an imported one is', async () => {
  const other = await writeNpy(join(folder, 'other.npy'), [2, 3], [0, 1, 1, 2, 0, 0])
  const script = `require("fs").copyFileSync(${JSON.stringify(other)}, process.argv[2])`
  await expect(predict(script)).rejects.toMatchObject({ code: 'shape-mismatch' })
})

test('an exit code that the tool states as good is good', async () => {
  const { outputs } = await predict(`${copy}; process.exitCode = 7`, { exitCodes: [0, 7] })
  expect(outputs[0]!.role).toBe('prediction')
})
