import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorkerPool } from '../../src-main/engine/worker-pool.ts'

/** Answers with its thread and the job's input; `throw`, `crash` and `exit` do what they say; `ask` offers `help`, which counts. */
const workerSource = `
import { parentPort, threadId } from 'node:worker_threads'
parentPort.on('message', ({ name, input }) => {
  if (name === 'exit') process.exit(3)
  if (name === 'crash') throw new Error('the thread broke')
  if (name === 'throw')
    parentPort.postMessage({ ok: false, error: { code: 'shape-mismatch', message: 'a and b', details: { a: 1 } } })
  else if (name === 'ask') {
    parentPort.postMessage({ offer: { name: 'help', input }, most: 5 })
    Atomics.wait(input, 0, 0, 3000)
    parentPort.postMessage({ ok: true, output: Atomics.load(input, 0) })
  } else if (name === 'help') {
    Atomics.add(input, 0, 1)
    Atomics.notify(input, 0)
    parentPort.postMessage({ ok: true, output: null })
  } else parentPort.postMessage({ ok: true, output: { threadId, input } })
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

test('what a thread offers is taken by an idle one while it is at its job', async () => {
  const pool = createWorkerPool(worker, 2)
  const counter = new Int32Array(new SharedArrayBuffer(4))
  expect(await pool.run({ name: 'ask', input: counter })).toBe(1)
  expect(await pool.run({ name: 'echo', input: 3 })).toMatchObject({ input: 3 })
  await pool.close()
})

test('what is offered while all threads are at work is left, and nobody waits for it', async () => {
  const pool = createWorkerPool(worker, 1)
  const counter = new Int32Array(new SharedArrayBuffer(4))
  const running = pool.run({ name: 'echo', input: 1 })
  pool.offer({ name: 'help', input: counter }, 3)
  await running
  expect(await pool.run({ name: 'echo', input: 2 })).toMatchObject({ input: 2 })
  expect(counter[0]).toBe(0)
  await pool.close()
})

test('a thread that ends over what it was offered costs nobody anything', async () => {
  const pool = createWorkerPool(worker, 1)
  pool.offer({ name: 'crash', input: null }, 1)
  expect(await pool.run({ name: 'echo', input: 2 })).toMatchObject({ input: 2 })
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
