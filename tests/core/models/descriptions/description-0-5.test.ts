import { expect, test } from 'vitest'
import { readDescription05 } from '../../../../src-main/core/models/descriptions/description-0-5.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'
import { description05, input05, output05 } from '../../../fixtures/onnx/description.ts'

function read(document: unknown) {
  const problems = noProblems()
  return { model: readDescription05(problems, document), errors: problems.errors }
}

test('casts to the described type stand at the start and the end of preprocessing', () => {
  const input = input05({
    data: { type: 'uint8' },
    preprocessing: [{ id: 'zero_mean_unit_variance', kwargs: { axes: ['y', 'x'] } }],
  })
  const { model } = read(description05({ inputs: [input] }))
  expect(model?.inputs[0]?.operations.map((operation) => operation.kind)).toEqual([
    'ensure_dtype',
    'zero_mean_unit_variance',
    'ensure_dtype',
  ])
  expect(model?.inputs[0]?.dtype).toBe('uint8')
})

test('a chain that ends in binarize is left as it is', () => {
  const output = output05({ postprocessing: [{ id: 'binarize', kwargs: { threshold: 0.5 } }] })
  const { model } = read(description05({ outputs: [output] }))
  expect(model?.outputs[0]?.operations.map((operation) => operation.kind)).toEqual(['binarize'])
})

test('exactly one weights entry has no parent', () => {
  const two = { onnx: { source: 'w.onnx' }, torchscript: { source: 'w.pt' } }
  expect(read(description05({ weights: two })).errors[0]).toMatchObject({ field: 'weights' })
})

test('an unknown field of a tensor is an error, an unknown field of the package is not', () => {
  expect(read(description05({ inputs: [input05({ mirrored: true })] })).errors).toHaveLength(1)
  expect(read(description05({ id_emoji: 'x' })).errors).toEqual([])
})

test('an output may bear the name of an input, two inputs may not share one', () => {
  expect(read(description05({ outputs: [output05({ id: 'raw' })] })).errors).toEqual([])
  expect(read(description05({ inputs: [input05(), input05()] })).errors).not.toEqual([])
})

test('with any field removed or of another type it answers, and never throws', () => {
  const whole = description05({
    inputs: [
      input05({
        data: { type: 'float32' },
        preprocessing: [{ id: 'scale_range', kwargs: { axes: ['y', 'x'] } }],
      }),
    ],
  })
  for (const document of damaged(whole)) {
    const { model, errors } = read(document)
    expect(model === null).toBe(errors.length > 0)
  }
})

/** Every document that differs in one place: left out, null, a number, a text, an empty list. */
function* damaged(value: unknown): Generator {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    const copy = () => structuredClone(value) as Record<string, unknown>
    const without = copy()
    if (Array.isArray(value)) (without as unknown as unknown[]).splice(Number(key), 1)
    else delete without[key]
    yield without
    for (const other of [null, 7, 'text', [], {}]) yield Object.assign(copy(), { [key]: other })
    for (const inner of damaged((value as Record<string, unknown>)[key])) {
      yield Object.assign(copy(), { [key]: inner })
    }
  }
}
