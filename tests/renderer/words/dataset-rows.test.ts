import { expect, test } from 'vitest'
import type { FrozenCase, FrozenDataset } from '../../../src-main/contract/datasets.ts'
import { datasetColumns, nextOrder, sortedCases } from '../../../src-renderer/words/dataset-rows.ts'

const file = (path: string, shape: number[] = [64, 32], axes = 'yx') => ({
  ...{ path, shape, axes, dtype: 'uint8', sizeBytes: 1, sha256: 'sha256:ab' as const },
})
const item = (id: string, more: Partial<FrozenCase> = {}): FrozenCase => ({
  ...{ id, sample: null, role: 'test', factors: {}, objects: null },
  ...{ image: file(`/d/${id}.tif`), truth: file(`/d/gt/${id}.tif`) },
  ...more,
})
const dataset = (cases: FrozenCase[], more: Partial<FrozenDataset> = {}): FrozenDataset =>
  ({ ...{ task: 'instances', findings: [], cases }, ...more }) as FrozenDataset
const texts = (of: FrozenDataset, key: string) => {
  const column = datasetColumns(of).find((one) => one.key === key)
  return of.cases.map((entry) => column?.cellOf(entry).text)
}
const keys = (of: FrozenDataset) => datasetColumns(of).map(({ key }) => key)

test('a column that no case fills is left out', () => {
  const plain = ['id', 'truth', 'sample', 'size', 'pixel', 'objects', 'role', 'findings']
  expect(keys(dataset([item('a')]))).toEqual(plain)
  expect(keys(dataset([item('a', { factors: { stain: 'DAPI' } })]))).toContain('factor stain')
  expect(keys(dataset([item('a')], { task: 'restoration' }))).not.toContain('objects')
})

test('no object is 0 and an unknown number is not', () => {
  const of = dataset([item('a', { objects: 0 }), item('b')])
  expect(texts(of, 'objects')).toEqual(['0', null])
  expect(texts(of, 'sample')).toEqual([null, null])
})

test('a size is said with its width first, and that of an unreadable file is not known', () => {
  const cases = [
    item('a'),
    item('b', { image: file('b', [3, 64, 32, 3], 'zyxs') }),
    item('c', { image: file('c', [], '') }),
    item('d', { image: file('d', [7, 5], 'qy') }),
  ]
  expect(texts(dataset(cases), 'size')).toEqual(['32 × 64', '32 × 64, z 3', null, 'qy 7 × 5'])
})

test('the pixel size of the dataset goes before that of a file, and none is not known', () => {
  const cases = [item('a', { pixelSizeUm: { x: 0.5, y: 0.25 } }), item('b')]
  expect(texts(dataset(cases), 'pixel')).toEqual(['0.5 × 0.25', null])
  const pixelSizeUm = { x: 1, y: 1, z: 3 }
  expect(texts(dataset(cases, { pixelSizeUm }), 'pixel')).toEqual(['1 × 1 × 3', '1 × 1 × 3'])
})

test('truths, the judged part and findings are counted', () => {
  const region = { kind: 'ignored' as const, file: file('m'), pixelsOutside: 512 }
  const cases = [item('a', { annotators: { Ann: file('x'), Bo: file('y') }, region }), item('b')]
  const finding = { severity: 'note' as const, check: 'holes', message: '', cases: ['a', 'a'] }
  const of = dataset(cases, { findings: [finding, { ...finding, cases: ['a'] }] })
  expect(texts(of, 'truths')).toEqual(['3 (also Ann, Bo)', '1'])
  expect(texts(of, 'region')).toEqual(['75.0 % (ignored mask)', 'all'])
  expect(texts(of, 'findings')).toEqual(['2', '0'])
})

test('rows sort by number or by name, the unknown last both ways', () => {
  const cases = [
    item('n10', { objects: 3 }),
    item('n9'),
    item('n2', { objects: 20 }),
    item('n1', { objects: 0 }),
  ]
  const columns = datasetColumns(dataset(cases))
  const ids = (key: string, isDescending = false) =>
    sortedCases(cases, columns, { key, isDescending }).map(({ id }) => id)
  expect(ids('objects')).toEqual(['n1', 'n10', 'n2', 'n9'])
  expect(ids('objects', true)).toEqual(['n2', 'n10', 'n1', 'n9'])
  expect(ids('id')).toEqual(['n1', 'n2', 'n9', 'n10'])
  expect(ids('role')).toEqual(['n10', 'n9', 'n2', 'n1'])
})

test('a second press turns the order round, another column begins anew', () => {
  const once = nextOrder({ key: 'id', isDescending: false }, 'objects')
  expect(once).toEqual({ key: 'objects', isDescending: false })
  expect(nextOrder(once, 'objects').isDescending).toBe(true)
  expect(nextOrder({ key: 'objects', isDescending: true }, 'id').isDescending).toBe(false)
})
