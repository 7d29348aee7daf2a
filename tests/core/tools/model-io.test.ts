import { expect, test } from 'vitest'
import type { ModelDescription, ModelTensor } from '../../../src-main/core/models/description.ts'
import { nothingSaid } from '../../../src-main/core/models/descriptions/about.ts'
import type { AxisSpec } from '../../../src-main/core/inference/tensor-spec.ts'
import { modelSignature, modelTasks } from '../../../src-main/core/tools/model-io.ts'

function axis(id: string, type: AxisSpec['type'], value: number, names: string[] = []): AxisSpec {
  return {
    id,
    type,
    size: { kind: 'fixed', value },
    scale: 1,
    unit: null,
    halo: 0,
    channelNames: names,
  }
}
function tensor(id: string, ...axes: AxisSpec[]): ModelTensor {
  return {
    ...{ id, axes, description: '', dtype: 'float32', operations: [], optional: false },
    ...{ testTensor: null, sampleTensor: null, data: [], concatenable: [] },
  }
}
const plane = [axis('y', 'space', 64), axis('x', 'space', 64)]

function model(
  inputs: ModelTensor[],
  outputs: ModelTensor[],
  config: unknown = null,
): ModelDescription {
  return {
    ...{ formatVersion: '0.5.4', name: 'Net', summary: '', version: null, id: null, authors: [] },
    ...{
      licence: null,
      documentation: null,
      tags: [],
      runMode: null,
      inputs,
      outputs,
      weights: [],
    },
    ...{ trainingData: null, config, about: nothingSaid },
  }
}
const two = tensor('out', axis('channel', 'channel', 2, ['fg', 'edge']), ...plane)

test('reads channels and dimensions', () => {
  const signature = modelSignature(
    model([tensor('in', axis('channel', 'channel', 3), ...plane)], [two]),
  )
  expect(signature).toMatchObject({
    inputChannels: 3,
    outputChannels: ['fg', 'edge'],
    dimensions: 2,
    unusable: null,
  })
  const stack = tensor('in', axis('z', 'space', 16), ...plane)
  expect(modelSignature(model([stack], [stack]))).toMatchObject({ inputChannels: 1, dimensions: 3 })
})

test('says why a model takes no image', () => {
  const reason = (inputs: ModelTensor[], outputs: ModelTensor[]) =>
    modelSignature(model(inputs, outputs)).unusable
  expect(reason([tensor('a', ...plane), tensor('b', ...plane)], [two])).toMatch(/2 inputs \(a, b\)/)
  expect(reason([tensor('a', axis('n', 'index', 3))], [two])).toMatch(/input a .*axes n/)
  expect(reason([tensor('a', ...plane)], [tensor('o', axis('n', 'index', 3))])).toMatch(/output o/)
  expect(reason([], [two])).toMatch(/no input/)
})

test('tells the tasks by the stated decoding, else by the number of channels', () => {
  const input = tensor('in', ...plane)
  const one = tensor('out', ...plane)
  const tasks = (output: ModelTensor, decoding?: object) =>
    modelTasks(modelSignature(model([input], [output], { touchstone: { decoding } })))
  expect(tasks(one)).toEqual(['instances', 'semantic', 'detection', 'restoration'])
  expect(tasks(two)).toEqual(['instances', 'semantic', 'detection'])
  expect(tasks(one, { method: 'none' })).toEqual(['restoration'])
  expect(tasks(one, { method: 'threshold-components' })).toEqual([
    'instances',
    'semantic',
    'detection',
  ])
})

test('one vector for the whole image is the output of a classifier', () => {
  const vector = [axis('batch', 'batch', 1), axis('channel', 'channel', 2, ['live', 'dead'])]
  const signature = modelSignature(model([tensor('a', ...plane)], [tensor('o', ...vector)]))
  expect(signature).toMatchObject({
    classifies: true,
    classNames: ['live', 'dead'],
    unusable: null,
  })
  expect(modelTasks(signature)).toEqual(['classification'])
})
