import { expect, test } from 'vitest'
import type { EngineJobName } from '../../../src-main/core/engine-port.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import { testDependencies, type TestDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const order = evaluationOrderSchema.parse({
  dataset: { folder: '/data/set' },
  tools: [{ reference: 'baseline:good' }],
})

/** The engine dies the first `times` times it is asked for `name`. */
function dying(deps: TestDependencies, name: EngineJobName, times: number): TestDependencies {
  let left = times
  return {
    ...deps,
    engine: {
      ...deps.engine,
      request: (asked, input, options) =>
        asked === name && left-- > 0
          ? Promise.reject(new TouchstoneError('engine-died', 'The engine process ended.'))
          : deps.engine.request(asked, input, options),
    },
  }
}

async function runWith(deps: TestDependencies) {
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(order)
  await evaluations.ended(id)
  return deps.history.casesOfRun(`${id}.1`).map((item) => [item.case, item.failure?.code ?? 'done'])
}

const deps = () => testDependencies({ dataset: frozenDataset(['a', 'b', 'c']), outcome: () => 0.5 })

test('an engine that dies while predicting costs that case only', async () => {
  expect(await runWith(dying(deps(), 'predict', 1))).toEqual([
    ['a', 'engine-died'],
    ['b', 'done'],
    ['c', 'done'],
  ])
})

test('a score lost with the engine is computed again, because its prediction is on disk', async () => {
  expect(await runWith(dying(deps(), 'score-case', 1))).toEqual([
    ['a', 'done'],
    ['b', 'done'],
    ['c', 'done'],
  ])
})

test('what the scoring has to say of a case stands in its progress', async () => {
  const plain = deps()
  const noted: TestDependencies = {
    ...plain,
    engine: {
      ...plain.engine,
      request: async (name, input, options) => {
        const output = await plain.engine.request(name, input, options)
        return name === 'score-case' ? { ...output, notes: ['It looks like a mask.'] } : output
      },
    },
  }
  const messages: string[] = []
  const evaluations = createEvaluations(noted)
  await evaluations.ended(
    await evaluations.start(order, ({ type, message }) => {
      if (type === 'case-finished') messages.push(message)
    }),
  )
  expect(messages).toContain('a: done. It looks like a mask.')
})

test('a case whose scoring kills the engine every time fails', async () => {
  const dead = await runWith(dying(deps(), 'score-case', 99))
  expect(dead.map(([, state]) => state)).toEqual(['engine-died', 'engine-died', 'engine-died'])
})

test('a record that cannot be written ends the evaluation instead of going on unrecorded', async () => {
  const plain = deps()
  let writes = 0
  const full: TestDependencies = {
    ...plain,
    history: {
      ...plain.history,
      append: (type, payload) => {
        if (type === 'case-finished' && ++writes > 1)
          throw new TouchstoneError('disk-full', 'The disk of the workspace is full.')
        return plain.history.append(type, payload)
      },
    },
  }
  const states = await runWith(full)
  expect(states[0]).toEqual(['a', 'done'])
  expect(plain.history.evaluations()[0]?.comparison ?? null).toBeNull()
})

test('several cases of a baseline are under way at once, and the record has them in the order of the dataset', async () => {
  const plain = deps()
  const [asked, recorded]: [string[], string[]] = [[], []]
  const waiting: (() => void)[] = []
  const slowFirst: TestDependencies = {
    ...plain,
    history: {
      ...plain.history,
      append: (type, payload) => {
        if ('case' in payload) recorded.push(String(payload.case))
        return plain.history.append(type, payload)
      },
    },
    engine: {
      ...plain.engine,
      request: async (name, input, options) => {
        if (name === 'predict') {
          asked.push(name)
          // the first ends when all have begun
          if (asked.length === 1) await new Promise<void>((resolve) => waiting.push(resolve))
          if (asked.length === 3) waiting.forEach((resolve) => setTimeout(resolve, 20))
        }
        return plain.engine.request(name, input, options)
      },
    },
  }
  expect(await runWith(slowFirst)).toEqual([
    ['a', 'done'],
    ['b', 'done'],
    ['c', 'done'],
  ])
  expect(recorded).toEqual(['a', 'b', 'c'])
})
