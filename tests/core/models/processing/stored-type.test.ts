import { expect, test } from 'vitest'
import {
  describeBareOnnx,
  parseBareOnnxSettings,
} from '../../../../src-main/core/models/bare-onnx.ts'
import { applyOperation } from '../../../../src-main/core/models/processing/apply-operation.ts'
import { withStoredType } from '../../../../src-main/core/models/processing/stored-type.ts'

function model(settings: Record<string, unknown>) {
  const value = { name: 'x', dtype: 'float32' as const, shape: [1, 1, 8, 8] }
  return describeBareOnnx(
    '/a/net.onnx',
    { inputs: [value], outputs: [value] },
    parseBareOnnxSettings('/a/net.onnx', { inputAxes: 'bcyx', ...settings }),
  )
}

test('8 and 16 bits become numbers of the range, there and back', () => {
  const scaled = model({ normalisation: 'type-range', restoreRange: true })
  const eight = withStoredType(scaled, 'uint8')
  expect(eight.inputs[0]?.operations[1]).toEqual({
    ...{ kind: 'scale_linear', axis: null },
    ...{ gain: [1 / 255], offset: [0] },
  })
  expect(eight.outputs[0]?.operations).toMatchObject([{ kind: 'scale_linear', gain: [255] }])
  const sixteen = withStoredType(scaled, 'uint16')
  expect(sixteen.inputs[0]?.operations[1]).toMatchObject({ gain: [1 / 65_535] })
})

test('real numbers have no range, which is said and not guessed', () => {
  expect(() => withStoredType(model({ normalisation: 'type-range' }), 'float32')).toThrow(
    /this image is stored as float32, which has none/,
  )
})

test('a model that does not ask stays the same object for every type', () => {
  const plain = model({ normalisation: 'percentile' })
  expect(withStoredType(plain, 'float32')).toBe(plain)
})

test('the step does not run before the type is known', () => {
  const tensor = { axes: ['x'], shape: [1], dtype: 'float32' as const, data: new Float32Array(1) }
  expect(() =>
    applyOperation(tensor, { kind: 'scale_type_range', restore: false }, new Map()),
  ).toThrow(/how the image is stored/)
})
