import { expect, test } from 'vitest'
import { convertTo04 } from '../../../../src-main/core/models/descriptions/convert-to-0-4.ts'

const source = 'https://example.org/unet.pt'

test('plain names become people, renamed weights get their new name, parents follow their file', () => {
  expect(
    convertTo04({
      authors: ['A. Person', { name: 'B. Person' }],
      language: 'python',
      framework: 'pytorch',
      weights: {
        pytorch_state_dict: { source, authors: ['C. Person'] },
        onnx: { source: 'weights.onnx', parent: source },
        pytorch_script: { source: 'weights.pt', parent: 'pytorch_state_dict' },
      },
    }),
  ).toMatchObject({
    authors: [{ name: 'A. Person' }, { name: 'B. Person' }],
    weights: {
      pytorch_state_dict: { source, authors: [{ name: 'C. Person' }] },
      onnx: { source: 'weights.onnx', parent: 'pytorch_state_dict' },
      torchscript: { source: 'weights.pt', parent: 'pytorch_state_dict' },
    },
  })
})

test('the old name of a reference is read, and nothing of the tensor is lost', () => {
  const shape = { reference_input: 'raw', scale: [1, 1, 1, 1], offset: [0, 0, 0, 0] }
  const { reference_input, ...others } = shape
  expect(convertTo04({ outputs: [{ name: 'p', shape, halo: [0, 0, 32, 32] }] })).toMatchObject({
    outputs: [
      { name: 'p', shape: { reference_tensor: reference_input, ...others }, halo: [0, 0, 32, 32] },
    ],
  })
})

test('format 0.1 brings its preprocessing and further weights from what it keeps for later formats', () => {
  const preprocessing = [{ name: 'zero_mean_unit_variance', kwargs: { mode: 'per_sample' } }]
  const converted = convertTo04({
    inputs: [{ name: 'raw', axes: 'bcyx' }],
    outputs: [{ name: 'probability' }],
    test_input: 'test_input.npy',
    test_output: 'test_output.npy',
    prediction: { weights: { source, hash: { sha256: 'abc' } } },
    config: {
      future: {
        '0.3.0': {
          inputs: [{ preprocessing }],
          weights_format: 'pytorch_state_dict',
          additional_weights: { onnx: { source: 'weights.onnx', parent: source } },
        },
        '0.3.2': { authors: [] },
      },
    },
  })
  expect(converted).toMatchObject({
    inputs: [{ name: 'raw', axes: 'bcyx', preprocessing }],
    test_inputs: ['test_input.npy'],
    test_outputs: ['test_output.npy'],
    weights: {
      pytorch_state_dict: { source, sha256: 'abc' },
      onnx: { source: 'weights.onnx', parent: 'pytorch_state_dict' },
    },
  })
})

test('values of unexpected types are handed on for the rules to name', () => {
  for (const document of [null, 3, 'text', ['a']]) expect(convertTo04(document)).toBe(document)
  expect(convertTo04({ authors: 'me', inputs: 7, weights: [1] })).toMatchObject({
    authors: 'me',
    inputs: 7,
    weights: [1],
  })
})
