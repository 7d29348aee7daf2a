import { expect, test } from 'vitest'
import { parseToolReference, toolKindOf } from '../../../src-main/core/tools/tool-reference.ts'

test.each([
  ['baseline:otsu', { form: 'baseline', name: 'otsu' }],
  ['predictions:/data/pred', { form: 'predictions', folder: '/data/pred' }],
  ['/models/unet', { form: 'model', path: '/models/unet' }],
  ['/models/unet.zip', { form: 'model', path: '/models/unet.zip' }],
  ['/models/rdf.yaml', { form: 'model', path: '/models/rdf.yaml' }],
  ['/models/net.onnx', { form: 'model', path: '/models/net.onnx' }],
  ['/tools/tool.yaml', { form: 'tool-file', path: '/tools/tool.yaml' }],
  ['/tools/cellpose.tool.yml', { form: 'tool-file', path: '/tools/cellpose.tool.yml' }],
])('%s', (reference, parsed) => {
  expect(parseToolReference(reference)).toEqual(parsed)
})

test.each(['remote:x', 'model.onnx', 'predictions:here', 'predictions:', ''])(
  'refuses %j and lists what is possible',
  (reference) => {
    expect(() => parseToolReference(reference)).toThrow(/baseline:<name>.*predictions:<folder>/)
  },
)

test('tells the kind by name alone', () => {
  expect(['baseline:x', 'predictions:/a', '/a/tool.yaml', '/a'].map(toolKindOf)).toEqual([
    'baseline',
    'predictions',
    'model',
    'model',
  ])
})
