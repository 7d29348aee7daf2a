import { expect, test } from 'vitest'
import { readDescription03 } from '../../../../src-main/core/models/descriptions/description-0-3.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'
import { description04, input04, output04 } from '../../../fixtures/onnx/description.ts'

function read(changes: Record<string, unknown> = {}) {
  const problems = noProblems()
  const document = description04({ format_version: '0.3.6', language: 'python', ...changes })
  return { model: readDescription03(problems, document), ...problems }
}

test('a model of 0.3 reads like one of 0.4', () => {
  const { model, errors, warnings } = read()
  expect([errors, warnings]).toEqual([[], []])
  expect(model?.inputs[0]?.axes.map(({ id }) => id)).toEqual(['batch', 'channel', 'y', 'x'])
})

test('what only 0.4 refuses leaves the model valid, not runnable, and told why', () => {
  const { model, errors, warnings } = read({
    inputs: [input04({ shape: { min: [1, 1, 20, 20], step: [0, 0, 1, 1] } })],
    outputs: [output04({ halo: [0, 0, 10, 10] })],
  })
  expect([model, errors]).toEqual([null, []])
  expect(warnings[0]).toMatchObject({ code: 'not-runnable' })
  expect(warnings[0]?.message).toContain('halo of 10')
})

test('what 0.3 itself demands is an error', () => {
  for (const [field, changes] of [
    ['inputs', { inputs: [] }],
    ['inputs.0.axes', { inputs: [input04({ axes: 'bcw' })] }],
    ['weights.jax', { weights: { jax: { source: 'w' } } }],
    ['authors', { authors: undefined }],
  ] as const) {
    const { model, errors } = read(changes)
    expect(model).toBeNull()
    expect(errors.map((error) => error.field).join(), JSON.stringify(errors)).toContain(
      field.split('.')[0],
    )
  }
})

test('an operation that nobody knows stops the model in every format', () => {
  const { model, errors } = read({
    inputs: [input04({ preprocessing: [{ name: 'sharpen', kwargs: {} }] })],
  })
  expect(model).toBeNull()
  expect(errors).toMatchObject([{ code: 'model-unknown-operation' }])
})
