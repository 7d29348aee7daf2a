import { expect, test } from 'vitest'
import { factFields } from '../../../../src-main/core/models/transparency/fact-fields.ts'

const there = (source: string): boolean => source === 'here.png'
const pointsOf = (fields: Readonly<Record<string, unknown>>, name: string): number =>
  factFields(fields, there)[name]!.points

test('an ORCID counts by its check digit', () => {
  const author = (orcid: string) => ({ authors: [{ name: 'A', orcid }] })
  expect(pointsOf(author('0000-0001-6562-7187'), 'authors')).toBe(2)
  expect(pointsOf(author('0000-0001-6562-7188'), 'authors')).toBe(1)
  expect(pointsOf(author('0000-0002-1694-233X'), 'authors')).toBe(2)
  expect(pointsOf({ authors: [] }, 'authors')).toBe(0)
})

test('a publication counts by its DOI, a licence by its SPDX id', () => {
  expect(pointsOf({ cite: [{ text: 'Ronneberger', doi: '10.1007/978-3-319' }] }, 'cite')).toBe(2)
  expect(pointsOf({ cite: [{ text: 'Ronneberger', url: 'https://a.org' }] }, 'cite')).toBe(1)
  expect(pointsOf({ license: 'MIT' }, 'license')).toBe(2)
  expect(pointsOf({ license: 'ask us' }, 'license')).toBe(1)
})

test('pictures and attachments are looked for in the package', () => {
  expect(pointsOf({ covers: ['here.png'] }, 'covers')).toBe(2)
  expect(pointsOf({ covers: ['gone.png'] }, 'covers')).toBe(1)
  expect(pointsOf({ attachments: { files: ['here.png'] } }, 'attachments')).toBe(2)
})

test('a program of its own is what must not be needed', () => {
  expect(pointsOf({}, 'run_mode')).toBe(2)
  expect(pointsOf({ run_mode: { name: 'deepimagej' } }, 'run_mode')).toBe(0)
})

test('weights count in an open format, fully with a hash', () => {
  const sha256 = 'a'.repeat(64)
  expect(pointsOf({ weights: { pytorch_state_dict: { sha256 } } }, 'weights')).toBe(0)
  expect(pointsOf({ weights: { onnx: { source: 'w.onnx' } } }, 'weights')).toBe(1)
  expect(pointsOf({ weights: { onnx: { source: 'w.onnx', sha256 } } }, 'weights')).toBe(2)
})

test('test data are of every input and output, in both formats', () => {
  const end = (source: string | null) => ({ test_tensor: source === null ? null : { source } })
  const both = { inputs: [end('i.npy')], outputs: [end('o.npy')] }
  expect(factFields(both, there)['test_tensor']).toMatchObject({ points: 1, quote: 'i.npy, o.npy' })
  const half = factFields({ inputs: [end('i.npy')], outputs: [end(null)] }, there)['test_tensor']
  expect(half).toMatchObject({ points: 1, note: 'not of every input and output' })
  expect(pointsOf({ test_inputs: ['i.npy'], test_outputs: ['o.npy'] }, 'test_tensor')).toBe(1)
  expect(pointsOf({ inputs: [end(null)], outputs: [] }, 'test_tensor')).toBe(0)
})

test('pixel size counts with its unit, fully with numbers on every axis of space', () => {
  const axes = (y: object, x: object) => ({
    inputs: [
      {
        axes: [
          { type: 'batch' },
          { type: 'space', id: 'y', ...y },
          { type: 'space', id: 'x', ...x },
        ],
      },
    ],
  })
  const um = { unit: 'micrometer', scale: 0.5 }
  expect(pointsOf(axes({}, {}), 'scale')).toBe(0)
  expect(pointsOf(axes({ unit: 'micrometer' }, {}), 'scale')).toBe(1)
  expect(factFields(axes(um, um), there)['scale']).toMatchObject({
    ...{ points: 2, quote: 'y: 0.5 micrometer, x: 0.5 micrometer' },
  })
})

test('nonsense in place of lists and maps is absent, not an error', () => {
  const nonsense = { authors: 5, weights: 'onnx', inputs: { axes: 1 }, outputs: 'x', cite: [null] }
  const facts = factFields(nonsense, there)
  expect([facts['weights']!.points, facts['scale']!.points, facts['cite']!.points]).toEqual([
    0, 0, 0,
  ])
})
