import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { toolSettingsSchema } from '../../../../src-main/contract/tool-file.ts'
import { readLabelImage } from '../../../../src-main/core/images/read-label-image.ts'
import { predictAll } from '../../../../src-main/core/tools/command/predict-all.ts'
import { processesOf } from '../../../../src-main/core/tools/command/process-tree.ts'
import { predictCase } from '../../../../src-main/core/tools/predict.ts'
import { writeNpy } from '../../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-all-'))
  for (const id of ['a', 'b', 'c'])
    await writeNpy(join(folder, `image ${id}.npy`), [2, 2], [1, 2, 3, id.charCodeAt(0)])
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const reference = (): string => join(folder, 'tool.yaml')

async function state(script: string, stated: object = {}): Promise<void> {
  const prelude =
    'const fs = require("fs"), [, inputs, outputs] = process.argv; const put = (n) => fs.copyFileSync(inputs + "/" + n, outputs + "/" + n);'
  const whole = (prelude + script).replaceAll('{', '{{').replaceAll('}', '}}')
  const file = {
    ...{ formatVersion: 1, kind: 'command', tasks: ['instances'], per: 'dataset' },
    ...{ program: process.execPath, arguments: ['-e', whole, '{inputs}', '{outputs}'] },
  }
  await writeFile(reference(), stringify({ ...file, ...stated }))
}

function run(ids = ['a', 'b', 'c'], signal?: AbortSignal) {
  const cases = ids.map((id) => ({ id, stem: id, image: join(folder, `image ${id}.npy`) }))
  const order = { reference: reference(), cases, outputDir: join(folder, '@all'), threads: 1 }
  return predictAll(order, signal ? { signal } : {})
}

async function take(id: string, together: string) {
  const settings = toolSettingsSchema.parse({})
  const { outputs, notes, seconds } = await predictCase({
    ...{ reference: reference(), task: 'instances', settings, together, seed: 1, threads: 1 },
    case: { id, image: join(folder, `image ${id}.npy`) },
    outputDir: join(folder, 'out', id),
    cacheDir: join(folder, 'cache'),
  })
  return { outputs, notes, seconds, data: [...(await readLabelImage(outputs[0]!.path)).data] }
}

const all = 'for (const n of fs.readdirSync(inputs)) put(n);'

test('one process sees all images, and each case takes the result of its name', async () => {
  await state(`${all} console.log("started", fs.readdirSync(inputs).join())`)
  const ran = (await run())!
  const [a, b] = [await take('a', ran.folder), await take('b', ran.folder)]
  expect(a.data).toEqual([1, 2, 3, 97])
  expect(b.data).toEqual([1, 2, 3, 98])
  expect(a.outputs.map(({ role }) => role)).toEqual(['prediction', 'stdout', 'stderr'])
  expect(a.outputs[1]).toEqual(b.outputs[1])
  expect(await readFile(a.outputs[1]!.path, 'utf8')).toBe('started a.npy,b.npy,c.npy\n')
  expect(a.notes[0]).toMatch(/ran once for 3 images and ended after .* s/)
  expect(a.seconds['program']).toBe(b.seconds['program'])
  expect(existsSync(join(ran.folder, 'inputs'))).toBe(false)
})

test('what the program does to its inputs is not done to the images', async () => {
  await state(
    `${all} for (const n of fs.readdirSync(inputs)) { fs.chmodSync(inputs + "/" + n, 0o644); fs.writeFileSync(inputs + "/" + n, "x") }`,
  )
  const ran = (await run())!
  expect((await take('a', ran.folder)).data).toEqual([1, 2, 3, 97])
})

test('a missing, a broken and a linked result fail their case alone', async () => {
  await state(
    `put("a.npy"); fs.writeFileSync(outputs + "/b.npy", "no image"); fs.symlinkSync(${JSON.stringify(join(folder, 'image c.npy'))}, outputs + "/c.npy")`,
  )
  const ran = (await run())!
  expect((await take('a', ran.folder)).data).toEqual([1, 2, 3, 97])
  await expect(take('b', ran.folder)).rejects.toThrow(/b\.npy/)
  await expect(take('c', ran.folder)).rejects.toMatchObject({ code: 'prediction-missing' })
})

test('a crash fails the cases without a valid result, with the exit code and the last words', async () => {
  await state('put("a.npy"); console.error("no memory"); process.exit(4)')
  const ran = (await run())!
  const a = await take('a', ran.folder)
  expect(a.data).toEqual([1, 2, 3, 97])
  expect(a.notes[1]).toMatch(/ended with exit code 4, .*; this result was written before/)
  await expect(take('b', ran.folder)).rejects.toMatchObject({
    code: 'tool-failed',
    message: expect.stringMatching(
      /Case b: .* ended with exit code 4.* left no valid result for it\. .*Its last words: no memory/,
    ) as string,
  })
})

test('a program that hangs is stopped with what it started', async () => {
  await state(
    'put("a.npy"); const child = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e3)"], { detached: true, stdio: "ignore" });fs.writeFileSync(outputs + "/../pids", process.pid + " " + child.pid); setInterval(() => {}, 1000)',
    { limits: { seconds: 1.5 } },
  )
  const ran = (await run())!
  const pids = (await readFile(join(ran.folder, 'pids'), 'utf8')).split(' ').map(Number)
  expect(pids).toHaveLength(2)
  for (const pid of pids) expect(await processesOf(pid, 'none')).toEqual([])
  expect((await take('a', ran.folder)).data).toEqual([1, 2, 3, 97])
  await expect(take('b', ran.folder)).rejects.toThrow(
    /was stopped with all that it started after 1\.5 s, its limit of time/,
  )
})

test('a program that floods its output is stopped', async () => {
  await state('const big = "x".repeat(1 << 20); setInterval(() => console.log(big), 1)', {
    limits: { outputMb: 2, seconds: 30 },
  })
  const ran = (await run())!
  await expect(take('a', ran.folder)).rejects.toThrow(/wrote more than 2 MB/)
})

test('what ran to its end is not run again, and after an interruption only what is missing', async () => {
  await state(`${all} console.log(fs.readdirSync(inputs).join())`)
  const first = (await run())!
  expect(await run(['b', 'c'])).toEqual(first)
  // as if the program had been ended together with everything
  await rm(join(first.folder, 'ended.json'))
  const second = (await run(['b', 'c']))!
  expect(second).not.toEqual(first)
  expect(await readFile(join(second.folder, 'stdout.txt'), 'utf8')).toBe('b.npy,c.npy\n')
  expect(await readFile(join(first.folder, 'stdout.txt'), 'utf8')).toBe('a.npy,b.npy,c.npy\n')
  await expect(take('a', second.folder)).rejects.toThrow(/Case a was not given to the program/)
})

test('a cancelled program is no ended one', async () => {
  await state('setInterval(() => {}, 1000)')
  await expect(run(['a'], AbortSignal.timeout(700))).rejects.toMatchObject({ code: 'cancelled' })
  expect(await readdir(join(folder, '@all', '1'))).not.toContain('ended.json')
})

test('a program of one case is left to the cases, and an unknown name is refused', async () => {
  await state(all, { per: 'case' })
  expect(await run()).toBeNull()
  await state(all, { arguments: ['{input}'] })
  await expect(run()).rejects.toThrow(/\{input\}, which is there with per: case only/)
})
