import { expect, test } from 'vitest'
import { fitGraph } from '../../../src-main/core/models/fit-graph.ts'
import { description05, input05 } from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'

const value = (name: string, shape: (number | null)[]) => ({
  name,
  dtype: 'float32' as const,
  shape,
})
const open = [null, 1, null, null]

test('names that agree and open sizes leave nothing to say', () => {
  const model = modelOf(description05())
  const graph = { inputs: [value('raw', open)], outputs: [value('result', open)] }
  expect(fitGraph(model, graph)).toEqual({ model, warnings: [] })
})

test('a size that the graph fixes wins over a range, with a warning', () => {
  const { model, warnings } = fitGraph(modelOf(description05()), {
    inputs: [value('raw', [1, 1, 32, null])],
    outputs: [value('82', open)],
  })
  expect(model.inputs[0]?.axes[2]?.size).toEqual({ kind: 'fixed', value: 32 })
  expect(model.inputs[0]?.axes[3]?.size.kind).toBe('parametrised')
  expect(warnings.map((warning) => warning.code)).toEqual(['graph-fixes-size', 'tensor-name'])
})

test('a fixed size that disagrees, another rank and another number of tensors are refused', () => {
  const axes = [
    { type: 'batch' },
    { type: 'space', id: 'y', size: 64 },
    { type: 'space', id: 'x', size: 64 },
  ]
  const model = modelOf(description05({ inputs: [input05({ axes })] }))
  const outputs = [value('result', open)]
  expect(() => fitGraph(model, { inputs: [value('raw', [1, 32, 64])], outputs })).toThrow(
    /the size 64 along y, but the weights take 32/,
  )
  expect(() => fitGraph(model, { inputs: [value('raw', open)], outputs })).toThrow(
    /3 axes \(batch, y, x\), but the weights have 4 dimensions/,
  )
  expect(() => fitGraph(model, { inputs: [], outputs })).toThrow(/1 inputs, but the weights have 0/)
  const inputs = [value('raw', [1, 64, 64])]
  expect(() => fitGraph(model, { inputs, outputs: [] })).toThrow(
    /1 outputs, but the weights have 0/,
  )
})

test('formats without names of tensors are not told that names differ', () => {
  const model = { ...modelOf(description05()), formatVersion: 'czann' }
  const graph = { inputs: [value('input:0', open)], outputs: [value('Identity:0', open)] }
  expect(fitGraph(model, graph).warnings).toEqual([])
})
