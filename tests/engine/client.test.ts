import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createEngine, type Lane } from '../../src-main/engine/client.ts'
import { question, tileQuestion } from './image-question.ts'
import { createPassage, openPassage, type Passage } from '../../src-main/engine/pixel-passage.ts'
import type { EngineProcess, FromEngine, ToEngine } from '../../src-main/engine/protocol.ts'

interface FakeProcess extends EngineProcess {
  readonly lane: Lane
  readonly sent: ToEngine[]
  answer(message: FromEngine): void
  die(reason: string): void
  killed: boolean
}

function processes(createPassage: () => Passage | null = () => null) {
  const started: FakeProcess[] = []
  const spawn = (lane: Lane): EngineProcess => {
    let listen: (message: FromEngine) => void = () => undefined
    const exits: ((reason: string) => void)[] = []
    const fake: FakeProcess = {
      lane,
      pid: started.length + 1,
      sent: [],
      killed: false,
      send: (message) => fake.sent.push(message),
      onMessage: (listener) => {
        listen = listener
      },
      onExit: (listener) => exits.push(listener),
      kill: () => {
        fake.killed = true
        fake.die('ended by signal SIGKILL')
      },
      answer: (message) => {
        listen(message)
      },
      die: (reason) => {
        for (const listener of exits) listener(reason)
      },
    }
    started.push(fake)
    return fake
  }
  const messages: string[] = []
  const engine = createEngine({ spawn, createPassage, log: (message) => messages.push(message) })
  return { engine, started, messages }
}

const score = { task: 'instances', truth: '/t', prediction: '/p', options: {} } as const

test('a process starts with the first request and serves the next ones', async () => {
  const { engine, started } = processes()
  expect(started).toHaveLength(0)
  const first = engine.request('score-case', score)
  const second = engine.request('score-case', score)
  expect(started).toHaveLength(1)
  started[0]!.answer({ kind: 'result', id: 2, output: 'second' })
  started[0]!.answer({ kind: 'result', id: 1, output: 'first' })
  expect(await first).toBe('first')
  expect(await second).toBe('second')
})

test('reading for the pages and heavy work are two processes', () => {
  const { engine, started } = processes()
  void engine.request('describe-image', question('/x')).catch(() => undefined)
  void engine.request('score-case', score).catch(() => undefined)
  expect(started.map((process) => process.lane)).toEqual(['interactive', 'compute'])
})

test('a model is checked without waiting for what is computed', () => {
  const { engine, started } = processes()
  void engine.request('score-case', score).catch(() => undefined)
  void engine.request('check-model', { path: '/m', cacheDir: '/c' }).catch(() => undefined)
  expect(started.map((process) => process.lane)).toEqual(['compute', 'check'])
})

test('an error keeps its code, its sentence and its facts', async () => {
  const { engine, started } = processes()
  const asked = engine.request('score-case', score)
  started[0]!.answer({
    kind: 'error',
    id: 1,
    error: { code: 'shape-mismatch', message: 'a and b', details: { a: 1 } },
  })
  await expect(asked).rejects.toMatchObject({
    code: 'shape-mismatch',
    message: 'a and b',
    details: { a: 1 },
  })
})

test('progress reaches the one who asked', async () => {
  const { engine, started } = processes()
  const seen: number[] = []
  const asked = engine.request('score-case', score, {
    onProgress: ({ fraction }) => seen.push(fraction),
  })
  started[0]!.answer({ kind: 'ready' })
  started[0]!.answer({ kind: 'progress', id: 1, fraction: 0.5, message: '' })
  started[0]!.answer({ kind: 'result', id: 1, output: null })
  await asked
  started[0]!.answer({ kind: 'progress', id: 1, fraction: 1, message: '' })
  expect(seen).toEqual([0.5])
})

test('a dead process rejects what it was doing and the next request starts a fresh one', async () => {
  const { engine, started, messages } = processes()
  const first = engine.request('score-case', score)
  const second = engine.request('score-case', score)
  started[0]!.die('ended by signal SIGSEGV')
  await expect(first).rejects.toMatchObject({ code: 'engine-died' })
  await expect(second).rejects.toThrow('SIGSEGV')
  expect(messages).toEqual(['engine (compute) ended by signal SIGSEGV'])
  const third = engine.request('score-case', score)
  started[1]!.answer({ kind: 'result', id: 3, output: 'again' })
  expect(await third).toBe('again')
})

test('the death of one lane leaves the other alone', async () => {
  const { engine, started } = processes()
  const tile = engine.request('describe-image', question('/x'))
  const work = engine.request('score-case', score)
  started[1]!.die('gone')
  await expect(work).rejects.toMatchObject({ code: 'engine-died' })
  started[0]!.answer({ kind: 'result', id: 1, output: 'picture' })
  expect(await tile).toBe('picture')
})

test('cancelling tells the engine; a job that answers is not killed', async () => {
  const { engine, started } = processes()
  const controller = new AbortController()
  const asked = engine.request('score-case', score, { signal: controller.signal })
  controller.abort()
  expect(started[0]!.sent.at(-1)).toEqual({ kind: 'cancel', id: 1 })
  started[0]!.answer({
    kind: 'error',
    id: 1,
    error: { code: 'cancelled', message: 'stopped', details: {} },
  })
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  expect(started[0]!.killed).toBe(false)
})

test('a job that does not stop is ended with its process, as cancelled and not as died', async () => {
  const { engine, started, messages } = processes()
  const controller = new AbortController()
  const asked = engine.request('score-case', score, { signal: controller.signal })
  controller.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  expect(started[0]!.killed).toBe(true)
  expect(messages).toEqual([])
})

test('who no longer waits for pixels is answered at once, and the process that reads them lives', async () => {
  const { engine, started } = processes()
  const controller = new AbortController()
  const { signal } = controller
  const asked = engine.request('read-tile', tileQuestion({ image: question('/x') }), { signal })
  const other = engine.request('describe-image', question('/x'))
  controller.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  expect(started[0]!.sent.at(-1)).toEqual({ kind: 'cancel', id: 1 })
  started[0]!.answer({ kind: 'result', id: 1, output: 'late' })
  await new Promise((resolve) => setTimeout(resolve, 1700))
  expect(started[0]!.killed).toBe(false)
  started[0]!.answer({ kind: 'result', id: 2, output: 'described' })
  expect(await other).toBe('described')
})

const asTile = tileQuestion({ image: question('/x') })
const tileOutput = { kind: 'pixels', shape: [1, 3], bytes: new Uint8Array(0) }

test('pixels come through the passage once the process has it open', async () => {
  const { engine, started } = processes(createPassage)
  const early = engine.request('read-tile', asTile)
  const [offer, job] = started[0]!.sent
  if (offer?.kind !== 'passage') throw new Error('no passage was offered')
  expect(job).not.toHaveProperty('slot')
  const end = openPassage(offer.path)!
  started[0]!.answer({ kind: 'passage-open' })
  started[0]!.answer({ kind: 'result', id: 1, output: { bytes: new Uint8Array([1]) } })
  expect(await early).toEqual({ bytes: new Uint8Array([1]) })
  const asked = engine.request('read-tile', asTile)
  const sent = started[0]!.sent.at(-1)
  if (sent?.kind !== 'job' || !sent.slot) throw new Error('no slot was given')
  end.put(sent.slot, new Uint8Array([7, 8, 9]))
  started[0]!.answer({ kind: 'result', id: 2, output: tileOutput, inSlot: 3 })
  const { bytes, ...rest } = (await asked) as unknown as typeof tileOutput
  expect([...bytes]).toEqual([7, 8, 9])
  expect(rest).toEqual({ kind: 'pixels', shape: [1, 3] })
  await engine.close()
})

test('a slot is given to nobody else while the engine may still write to it', async () => {
  const taken: number[] = []
  let next = 0
  const passage: Passage = {
    path: '/none',
    opened: () => undefined,
    take: () => ({ at: next++, sizeBytes: 1 }),
    read: () => new Uint8Array(0),
    giveBack: ({ at }) => taken.push(at),
    close: () => undefined,
  }
  const { engine, started } = processes(() => passage)
  const controller = new AbortController()
  const asked = engine.request('read-tile', asTile, { signal: controller.signal })
  controller.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  expect(taken).toEqual([])
  started[0]!.answer({ kind: 'result', id: 1, output: tileOutput, inSlot: 1 })
  expect(taken).toEqual([0])
})

test('a process that died leaves its passage; the next one gets its own', async () => {
  const { engine, started } = processes(createPassage)
  const lost = engine.request('read-tile', asTile)
  started[0]!.die('ended by signal SIGKILL')
  await expect(lost).rejects.toMatchObject({ code: 'engine-died' })
  const again = engine.request('read-tile', asTile)
  const paths = started.map(({ sent }) => (sent[0]?.kind === 'passage' ? sent[0].path : null))
  expect(new Set(paths).size).toBe(2)
  started[1]!.answer({ kind: 'result', id: 2, output: 'read' })
  expect(await again).toBe('read')
  await engine.close()
  for (const path of paths) expect(existsSync(path ?? '/')).toBe(false)
})

test('a request that is already cancelled starts nothing', async () => {
  const { engine, started } = processes()
  await expect(
    engine.request('score-case', score, { signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: 'cancelled' })
  expect(started).toEqual([])
})

test('closing ends the processes and refuses further work', async () => {
  const { engine, started } = processes()
  const asked = engine.request('score-case', score)
  const closed = engine.close()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  await closed
  expect(started[0]!.killed).toBe(true)
  await expect(engine.request('score-case', score)).rejects.toThrow('closing')
})

test('closing ends the process of every lane', async () => {
  const { engine, started } = processes()
  void engine.request('describe-image', question('/x')).catch(() => undefined)
  void engine.request('score-case', score).catch(() => undefined)
  void engine.request('selftest', { folder: '/f', values: true }).catch(() => undefined)
  await engine.close()
  expect(started.map(({ lane, killed }) => [lane, killed])).toEqual([
    ['interactive', true],
    ['compute', true],
    ['check', true],
  ])
})

test('a job beside a cancelled one starts again in a fresh process', async () => {
  const { engine, started } = processes()
  const controller = new AbortController()
  const cancelled = engine.request('score-case', score, { signal: controller.signal })
  const other = engine.request('verify-dataset', { dataset: {} as never })
  controller.abort()
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  expect(started).toHaveLength(2)
  expect(started[1]!.sent).toMatchObject([{ kind: 'job', id: 2, name: 'verify-dataset' }])
  started[1]!.answer({ kind: 'result', id: 2, output: { files: 4 } })
  expect(await other).toEqual({ files: 4 })
})

test('each trial has a process of its own, one after another, which is ended afterwards', async () => {
  const { engine, started, messages } = processes()
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const first = engine.request('try-provider', { provider: 'cuda' })
  const second = engine.request('try-provider', { provider: 'cpu' })
  await turn()
  expect(started.map(({ lane }) => lane)).toEqual(['trial'])
  started[0]!.die('ended by signal SIGSEGV')
  await expect(first).rejects.toMatchObject({
    code: 'engine-died',
    details: { reason: 'ended by signal SIGSEGV' },
  })
  await turn()
  expect(started).toHaveLength(2)
  started[1]!.answer({ kind: 'result', id: 2, output: 'works' })
  expect(await second).toBe('works')
  await turn()
  expect(started[1]!.killed).toBe(true)
  expect(messages).toEqual(['engine (trial) ended by signal SIGSEGV'])
})
