import { expect, test } from 'vitest'
import { withAxes } from '../../../src-main/core/images/axis-mapping.ts'
import { memorySource } from '../../fixtures/images/memory-source.ts'
import type { ImageSource } from '../../../src-main/core/images/types.ts'

/** Every value tells its place: plane * 100 + pixel * 10 + sample. */
function numbered(axes: string, shape: readonly number[]): ImageSource {
  const samples = axes.includes('s') ? shape[axes.indexOf('s')]! : 1
  const pixels = shape[axes.indexOf('y')]! * shape[axes.indexOf('x')]!
  return memorySource({
    axes,
    shape,
    dtype: 'uint16',
    plane: (index) =>
      Uint16Array.from(
        { length: pixels * samples },
        (_, i) => index * 100 + Math.floor(i / samples) * 10 + (i % samples),
      ),
  })
}

const region = { y: 0, x: 0, height: 1, width: 2 }
const valuesOf = async (source: ImageSource, at: object): Promise<number[]> =>
  [...(await source.readRegion({ ...region, ...at })).data].map(Number)

test('counted axes take other letters', async () => {
  const source = withAxes(numbered('qyx', [4, 1, 2]), 'tyx')
  expect(source.info).toMatchObject({
    axes: 'tyx',
    shape: [4, 1, 2],
    size: { t: 4, c: 1, z: 1 },
    warnings: [],
  })
  expect(await valuesOf(source, { t: 3 })).toEqual([300, 310])
})

test('two axes that change their letters change their places', async () => {
  const source = withAxes(numbered('zcyx', [3, 2, 1, 2]), 'ctyx')
  expect(source.info.size).toMatchObject({ c: 3, t: 2, z: 1 })
  expect(source.info.channels).toHaveLength(3)
  expect(await valuesOf(source, { c: 2, t: 1 })).toEqual([500, 510])
})

test('joined unknown axes can be told apart', async () => {
  const source = withAxes(numbered('qqqqyx', [2, 1, 2, 2, 1, 2]), 'tqczyx')
  expect(await valuesOf(source, { t: 1, c: 0, z: 1 })).toEqual([500, 510])
})

test.each([
  ['yxs', 'yxc', [1, 2, 3]],
  ['syx', 'cyx', [3, 1, 2]],
] as const)('%s read as %s gives one plane per sample', async (stored, axes, shape) => {
  const source = withAxes(numbered(stored, shape), axes)
  expect(source.info.size).toMatchObject({ c: 3, samples: 1 })
  expect((await source.readPlane({ c: 1 })).axes).toBe('yx')
  expect(await valuesOf(source, { c: 2 })).toEqual([2, 12])
})

test('samples of every plane become planes', async () => {
  const source = withAxes(numbered('zyxs', [5, 1, 2, 3]), 'zyxt')
  expect(await valuesOf(source, { z: 4, t: 1 })).toEqual([401, 411])
})

test('three counted planes become colour', async () => {
  const source = withAxes(numbered('tqyx', [2, 3, 1, 2]), 'tsyx')
  const block = await source.readRegion({ ...region, t: 1 })
  expect(block).toMatchObject({ axes: 'yxs', shape: [1, 2, 3] })
  expect([...block.data]).toEqual([300, 400, 500, 310, 410, 510])
})

test('a colour axis and a counted one change places', async () => {
  const source = withAxes(numbered('qyxs', [3, 1, 2, 4]), 'syxz')
  const block = await source.readRegion({ ...region, z: 2 })
  expect([...block.data]).toEqual([2, 102, 202, 12, 112, 212])
})

test('a target that fits is filled', async () => {
  const target = new Uint16Array(2)
  const block = await withAxes(numbered('yxs', [1, 2, 3]), 'yxc').readRegion(region, { target })
  expect(block.data).toBe(target)
})

test('the stored order and so the hash stay', async () => {
  const plain = await numbered('qyx', [3, 1, 2]).readAll()
  const mapped = await withAxes(numbered('qyx', [3, 1, 2]), 'syx').readAll()
  expect(mapped).toEqual({ ...plain, axes: 'syx' })
})

test('a guess that was overruled is told no more, the choice is', () => {
  const source = withAxes(numbered('qyx', [3, 4, 2]), 'zyx')
  expect(source.info.warnings).toEqual([])
  expect(source.info.facts).toEqual([{ name: 'Axes', value: 'zyx as chosen, qyx in the file' }])
})

test.each([
  ['yx', /2 letters were given and 3 are needed/],
  ['yqx', /y has to stay/],
  ['cxy', /y has to stay/],
  ['yyx', /y is given twice/],
  ['syx', /s stands for 3 or 4 colour samples, and that axis has 5/],
  ['ayx', /the letters are/],
])('%s for qyx of 5 planes is refused', (axes, reason) => {
  expect(() => withAxes(numbered('qyx', [5, 1, 2]), axes)).toThrow(
    expect.objectContaining({
      code: 'axes-mismatch',
      message: expect.stringMatching(reason) as string,
    }),
  )
})

test('planes beyond the new axes are refused', async () => {
  const source = withAxes(numbered('qyx', [4, 1, 2]), 'tyx')
  await expect(valuesOf(source, { z: 1 })).rejects.toMatchObject({ code: 'bad-request' })
})
