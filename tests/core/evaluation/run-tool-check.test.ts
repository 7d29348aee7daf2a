import { expect, test } from 'vitest'
import { toolCheckOrderSchema } from '../../../src-main/contract/tool-check.ts'
import { toolDossier } from '../../../src-main/core/criteria/dossier.ts'
import type { Engine } from '../../../src-main/core/engine-port.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { runToolCheck } from '../../../src-main/core/evaluation/run-tool-check.ts'
import { eventsOf } from '../../../src-main/core/criteria/read-decisions.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { digestOfText, frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'

const order = toolCheckOrderSchema.parse({ reference: 'baseline:a', dataset: { folder: '/data' } })
const measured = {
  ...{ check: 'same-output-twice', value: 0, unit: 'px per million', text: 'identical' },
  reason: '',
}

/** `check`: what the engine answers to `check-tool`. */
function placesWith(check: Engine['request'], describe = toolDescription) {
  const dataset = frozenDataset(['1', '2', '3', '4'])
  const deps = testDependencies({ dataset, outcome: () => 1, describe: (one) => describe(one) })
  const engine: Engine = {
    close: () => Promise.resolve(),
    request: (name, input, options) =>
      name === 'check-tool'
        ? check(name, input, options)
        : deps.engine.request(name, input, options),
  }
  return { ...deps, engine }
}

test('the row of a tool turns from unknown to measured, with the event as its evidence', async () => {
  const asked: unknown[] = []
  const deps = placesWith((_, input) => {
    asked.push(input)
    return Promise.resolve({ cases: ['1', '2', '3'], provider: null, checks: [measured] } as never)
  })
  deps.history.append('tool-registered', toolDescription('baseline:a'))
  const cell = async () => {
    const { entries } = await toolDossier(deps, digestOfText('baseline:a'))
    return entries.find(({ criterion }) => criterion.id === 'reliability.same-output-twice')?.cell
  }
  expect((await cell())?.state).toBe('unknown')
  await runToolCheck(deps, order)
  const { seq } = deps.history.head()
  expect(await cell()).toMatchObject({
    ...{ state: 'measured', value: 0, evidence: [{ kind: 'check', seq, text: 'identical' }] },
  })
  expect(asked).toMatchObject([{ cases: [{ id: '1' }, { id: '2' }, { id: '3' }] }])
})

test('a tool that ends its process is recorded: the odd image where it did, the rest unknown', async () => {
  const deps = placesWith((_, __, options) => {
    options?.onProgress?.({ fraction: 0.7, message: 'empty-image' })
    return Promise.reject(new TouchstoneError('engine-died', 'It died.'))
  })
  const { checks } = await runToolCheck(deps, order)
  expect(checks.find(({ check }) => check === 'empty-image')).toMatchObject({
    ...{ value: 0, text: 'ends its process' },
  })
  expect(checks.filter(({ value }) => value !== null)).toHaveLength(1)
  expect(eventsOf(deps.history, 'tool-checked')).toHaveLength(1)
})

test('predictions made elsewhere are refused before anything is looked at', async () => {
  const deps = placesWith(
    () => Promise.reject(new Error('never asked')),
    (reference) => toolDescription(reference, { kind: 'predictions' }),
  )
  await expect(runToolCheck(deps, order)).rejects.toThrow(/made elsewhere/)
  expect(eventsOf(deps.history, 'tool-checked')).toEqual([])
})
