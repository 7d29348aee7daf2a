import { expect, test } from 'vitest'
import { namedFiles } from '../../../../src-main/core/tools/shelf/named-files.ts'
import { description04, description05 } from '../../../fixtures/onnx/description.ts'

const sha256 = 'ab'.repeat(32)

test('0.5: weights with their second file, test tensors, and what is for people', () => {
  const onnx = {
    source: 'weights.onnx',
    sha256: sha256.toUpperCase(),
    external_data: { source: 'weights.onnx.data' },
  }
  const files = namedFiles(
    description05({
      weights: { onnx, torchscript: { source: 'weights.pt' } },
      covers: ['cover.png', { source: 'second.png' }],
      attachments: [{ source: 'notes.txt' }],
    }),
  )
  expect(files.map(({ need, source }) => `${need} ${source}`)).toEqual([
    'weights weights.onnx',
    'weights weights.onnx.data',
    'test test_input.npy',
    'test test_output.npy',
    'extra cover.png',
    'extra second.png',
    'extra README.md',
    'extra notes.txt',
  ])
  expect(files[0]?.sha256).toBe(sha256)
})

test('0.4: lists of test and sample tensors, attachments by kind', () => {
  const files = namedFiles(
    description04({ sample_inputs: ['s.tif'], attachments: { files: ['a.txt'], other: 3 } }),
  )
  expect(files.map(({ need, source }) => `${need} ${source}`)).toEqual([
    'weights weights.onnx',
    'test test_input.npy',
    'test test_output.npy',
    'extra README.md',
    'extra s.tif',
    'extra a.txt',
  ])
})

test('a file is named once, with the strongest need and the hash that any place states', () => {
  const files = namedFiles({
    weights: { onnx: { source: 'x' } },
    covers: [{ source: 'x', sha256 }],
  })
  expect(files).toEqual([{ source: 'x', sha256, need: 'weights' }])
})

test.each([[null], ['text'], [{ weights: 3, covers: 'x', inputs: [null] }]])(
  '%j names nothing',
  (document) => {
    expect(namedFiles(document)).toEqual([])
  },
)
