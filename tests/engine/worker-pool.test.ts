import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorkerPool } from '../../src-main/engine/worker-pool.ts'

/** Answers with its thread and the job's input; `throw`, `crash` and `exit` do what they say. */
const workerSource = `
import { parentPort, threadId } from 'node:worker_threads'
parentPort.on('message', ({ name, input }) => {
  if (name === 'exit') process.exit(3)
  if (name === 'crash') throw new Error('the thread broke')
  if (name === 'throw')
    parentPort.postMessage({ ok: false, error: { code: 'shape-mismatch', message: 'a and b', details: { a: 1 } } })
  else parentPort.postMessage({ ok: true, output: { threadId, input } })
})`

let folder: string
let worker: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-'))
  worker = join(folder, 'worker.mjs')
  writeFileSync(worker, workerSource)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Output {
  readonly threadId: number
  readonly input: number
}

test('answers every job with its own output, on no more threads than it may have', async () => {
  const pool = createWorkerPool(worker, 2)
  const inputs = Array.from({ length: 20 }, (_, index) => index)
  const outputs = (await Promise.all(
    inputs.map((input) => pool.run({ name: 'echo', input })),
  )) as Output[]
  expect(outputs.map(({ input }) => input)).toEqual(inputs)
  expect(new Set(outputs.map(({ threadId }) => threadId)).size).toBeLessThanOrEqual(2)
  await pool.close()
})

test('an error keeps its code, its sentence and its facts, and the thread goes on', async () => {
  const pool = createWorkerPool(worker, 1)
  await expect(pool.run({ name: 'throw', input: null })).rejects.toMatchObject({
    code: 'shape-mismatch',
    message: 'a and b',
    details: { a: 1 },
  })
  expect(await pool.run({ name: 'echo', input: 7 })).toMatchObject({ input: 7 })
  await pool.close()
})

test.each([
  ['crash', 'the thread broke'],
  ['exit', 'exit code 3'],
])(
  'a thread that ends (%s) rejects its job only; waiting ones get a new thread',
  async (name, why) => {
    const pool = createWorkerPool(worker, 1)
    const lost = pool.run({ name, input: null })
    const waiting = pool.run({ name: 'echo', input: 1 })
    await expect(lost).rejects.toMatchObject({ code: 'engine-failed' })
    await expect(lost).rejects.toThrow(why)
    expect(await waiting).toMatchObject({ input: 1 })
    await pool.close()
  },
)
