import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { localiseDescription } from '../../../../src-main/core/tools/shelf/localise-description.ts'

const address =
  'https://example.org/a/very/long/address/of/weights/that/would/be/folded/weights.onnx'
const text = `# made by hand
name: Tiny
weights:
  onnx: {source: ${address}, sha256: abc}
covers: ["${address}?b"]
version: 0.10
`

test('names of files change, and nothing else does', () => {
  const names = new Map([[address, 'weights.onnx']])
  const changed = localiseDescription(Buffer.from(text), names, 'rdf.yaml').toString()
  expect(parse(changed)).toEqual({
    name: 'Tiny',
    weights: { onnx: { source: 'weights.onnx', sha256: 'abc' } },
    covers: [`${address}?b`],
    version: 0.1,
  })
  expect(changed).toContain('# made by hand')
  expect(changed).toContain('0.10')
})

test('without such names the bytes stay as they are', () => {
  const bytes = Buffer.from(text)
  expect(localiseDescription(bytes, new Map(), 'rdf.yaml')).toBe(bytes)
})

test('a key of the same text stays', () => {
  const changed = localiseDescription(Buffer.from('a: a\nb: a\n'), new Map([['a', 'c']]), 'x')
  expect(parse(changed.toString())).toEqual({ a: 'c', b: 'c' })
})
