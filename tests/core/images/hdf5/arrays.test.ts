import { join } from 'node:path'
import { expect, test } from 'vitest'
import { arrayByName, findArrays } from '../../../../src-main/core/images/hdf5/arrays.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeHdf5, type Hdf5Array } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()
const bytes = (shape: readonly number[], attributes = {}): Hdf5Array => ({
  shape,
  data: new Uint8Array(shape.reduce((all, size) => all * size, 1)),
  attributes,
})
const axesOf = async (array: Hdf5Array) => {
  const path = await writeHdf5(join(folder.path, 'axes.h5'), { image: array })
  const found = await arrayByName(path, 'image')
  return found!.open()
}

test('known names come first, then the largest; label images are told', async () => {
  const path = await writeHdf5(join(folder.path, 'many.h5'), {
    'deep/er/large': bytes([8, 8, 8]),
    small: bytes([4, 4]),
    label: bytes([4, 8]),
    raw: bytes([2, 2]),
    table: { shape: [3], data: Float64Array.of(1, 2, 3) },
    words: { shape: [2, 1], data: ['a', 'b'] },
  })
  const { candidates, others } = await findArrays(path, '')
  expect(candidates.map(({ series }) => series)).toEqual([
    { name: 'raw', kind: 'image' },
    { name: 'deep/er/large', kind: 'image' },
    { name: 'label', kind: 'labels' },
    { name: 'small', kind: 'image' },
  ])
  expect(others.toSorted()).toEqual(['table', 'words'])
  expect((await findArrays(path, 'deep')).candidates).toHaveLength(1)
})

test.each([
  [[6, 8], 'yx'],
  [[5, 6, 8], 'qyx'],
  [[6, 8, 3], 'yxs'],
  [[2, 6, 8, 4], 'qyxs'],
  [[2, 3, 3], 'qyx'],
])('without any word about them the axes of %j are %s', async (shape, axes) => {
  expect((await axesOf(bytes(shape))).axes).toBe(axes)
})

test('dimension labels and MATLAB’s order are followed', async () => {
  const labels = { DIMENSION_LABELS: ['t', 'y', 'x'] }
  expect((await axesOf(bytes([3, 6, 8], labels))).axes).toBe('tyx')
  expect((await axesOf(bytes([3, 6, 8], { MATLAB_class: 'uint8' }))).axes).toBe('sxy')
  expect((await axesOf(bytes([6, 8], { MATLAB_class: 'uint8' }))).axes).toBe('xy')
})

test('tags that do not fit the shape are not believed', async () => {
  const axistags = JSON.stringify({ axes: [{ key: 'y' }, { key: 'x' }] })
  expect((await axesOf(bytes([3, 6, 8], { axistags }))).axes).toBe('qyx')
  expect((await axesOf(bytes([6, 8], { axistags: '{' }))).axes).toBe('yx')
})

test('pixel sizes come from element_size_um or from tags with a unit', async () => {
  const plain = await axesOf(bytes([3, 6, 8], { element_size_um: [2, 0.5, 0.25] }))
  expect(plain).toMatchObject({ axes: 'zyx', pixelSizeUm: { x: 0.25, y: 0.5, z: 2 } })
  const axistags = JSON.stringify({
    axes: [
      { key: 'y', resolution: 500, unit: 'nm' },
      { key: 'x', resolution: 250, unit: 'nm' },
    ],
  })
  expect((await axesOf(bytes([6, 8], { axistags }))).pixelSizeUm).toEqual({ x: 0.25, y: 0.5 })
  expect((await axesOf(bytes([6, 8]))).pixelSizeUm).toBe('uncalibrated')
})
