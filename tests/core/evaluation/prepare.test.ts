import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { prepareEvaluation } from '../../../src-main/core/evaluation/prepare.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'

const order = (change: object = {}) =>
  evaluationOrderSchema.parse({
    dataset: { folder: '/data/set' },
    tools: [{ reference: 'baseline:otsu' }],
    ...change,
  })
const deps = (change: object = {}) =>
  testDependencies({ dataset: frozenDataset(['a']), outcome: () => 1, ...change })

test('the same tool twice gets two keys', async () => {
  const { tools } = await prepareEvaluation(
    deps(),
    order({ tools: [{ reference: 'baseline:otsu' }, { reference: 'baseline:otsu' }] }),
  )
  expect(tools.map((tool) => tool.key)).toEqual(['baseline:otsu', 'baseline:otsu#2'])
})

test('settings given replace the defaults, the others stay', async () => {
  const described = toolDescription('baseline:otsu', {
    settings: { channel: 'auto', parameters: { sigmaPx: 1 }, decoding: { method: 'none' } },
  })
  const { tools } = await prepareEvaluation(
    deps({ describe: () => described }),
    order({ tools: [{ reference: 'baseline:otsu', settings: { channel: 2 } }] }),
  )
  expect(tools[0]?.settings).toEqual({
    channel: 2,
    parameters: { sigmaPx: 1 },
    decoding: { method: 'none' },
  })
})

test('a headline that the task does not compute is refused with the list', async () => {
  await expect(prepareEvaluation(deps(), order({ headline: 'psnr' }))).rejects.toMatchObject({
    code: 'bad-options',
    message: expect.stringContaining('f1@0.5') as string,
  })
})

test('the pixel size that all images share goes to the gate of points, unless one is stated', async () => {
  const pixelSizeUm = { x: 0.2, y: 0.2 }
  const dataset = frozenDataset(['a'], { task: 'detection', pixelSizeUm })
  const shared = await prepareEvaluation(deps({ dataset }), order())
  expect(shared.options).toEqual({ pixelSizeUm })
  const stated = order({ options: { pixelSizeUm: { x: 1, y: 1 } } })
  expect((await prepareEvaluation(deps({ dataset }), stated)).options).toEqual(stated.options)
  const instances = frozenDataset(['a'], { task: 'instances', pixelSizeUm })
  expect((await prepareEvaluation(deps({ dataset: instances }), order())).options).toEqual({})
})

test('a broken model takes part with its reason and a digest of its own', async () => {
  const broken = new TouchstoneError('weights-missing', 'weights.onnx is missing.')
  const { tools } = await prepareEvaluation(deps({ describe: () => broken }), order())
  expect(tools[0]?.description).toMatchObject({
    cannotRun: 'weights.onnx is missing.',
    version: 'unknown',
  })
  expect(tools[0]?.description.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
})

test('answers propose metrics and options, which are then those that are computed', async () => {
  const dataset = frozenDataset(['a'], { task: 'semantic', pixelSizeUm: { x: 0.2, y: 0.2 } })
  const prepared = await prepareEvaluation(deps({ dataset }), order({ answers: { centre: 'yes' } }))
  expect(prepared.headline).toBe('cl-dice')
  expect(prepared.options).toEqual({ metrics: ['cl-dice', 'dice', 'precision', 'recall'] })
  expect(prepared.fingerprint.measurement.answers).toEqual({ centre: 'yes' })
})

test('without answers an order is computed as it says, and nothing is filled in', async () => {
  const dataset = frozenDataset(['a'], { task: 'semantic' })
  const prepared = await prepareEvaluation(deps({ dataset }), order())
  expect(prepared.headline).toBe('dice')
  expect(prepared.options).toEqual({})
})
