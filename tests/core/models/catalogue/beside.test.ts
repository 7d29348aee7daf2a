import { expect, test } from 'vitest'
import { besideOf } from '../../../../src-main/core/models/catalogue/beside.ts'

const onWeb = (address: string) => ({ kind: 'web', address }) as const
const onDisk = { kind: 'file', path: '/models/list/collection.json' } as const

test.each([
  ['https://h.org/m/rdf.yaml', 'weights.onnx', 'https://h.org/m/weights.onnx'],
  ['https://h.org/m/rdf.yaml', './a b/c.npy', 'https://h.org/m/a%20b/c.npy'],
  [
    'https://h.org/m/files/rdf.yaml?version=v1',
    'w.onnx',
    'https://h.org/m/files/w.onnx?version=v1',
  ],
  [
    'https://zenodo.org/api/records/1/files/rdf.yaml/content',
    'w.onnx',
    'https://zenodo.org/api/records/1/files/w.onnx/content',
  ],
  ['https://h.org/m/rdf.yaml', 'https://other.org/w.onnx', 'https://other.org/w.onnx'],
])('%s names %s', (named, source, address) => {
  expect(besideOf(onWeb(named), source)).toEqual({ kind: 'web', address })
})

test('a path lies beside the file that names it', () => {
  expect(besideOf(onDisk, 'unet/rdf.yaml')).toEqual({
    kind: 'file',
    path: '/models/list/unet/rdf.yaml',
  })
})

test.each(['../secret.yaml', '/etc/passwd', 'a/../../x', 'file:///etc/passwd', 'C:\\x', '.'])(
  '%s is refused',
  (source) => {
    expect(() => besideOf(onDisk, source)).toThrow(
      expect.objectContaining({ code: 'not-allowed' }) as Error,
    )
  },
)
