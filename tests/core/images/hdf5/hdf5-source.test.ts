import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHdf5 } from '../../../../src-main/core/images/hdf5/open-hdf5.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { makeBigEndian, writeHdf5 } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()
const ramp = (length: number): Uint16Array => Uint16Array.from({ length }, (_, i) => i)
const tagged = (axes: string): string =>
  JSON.stringify({ axes: [...axes].map((key) => ({ key, typeFlags: 2, resolution: 0 })) })

async function open(
  name: string,
  shape: readonly number[],
  axes: string,
  chunks?: readonly number[],
) {
  const data = ramp(shape.reduce((all, size) => all * size, 1))
  const path = await writeHdf5(join(folder.path, name), {
    exported_data: {
      shape,
      data,
      ...(chunks === undefined ? {} : { chunks, gzip: 4 }),
      attributes: { axistags: tagged(axes) },
    },
  })
  return { source: await openHdf5(path, {}, ''), data }
}

test.each(['zcyx', 'yxc', 'zyxc', 'xyzc', 'cxty', 'tzyxc'])(
  'any order of axes is read: %s',
  async (axes) => {
    const sizes: Record<string, number> = { t: 2, c: 3, z: 4, y: 5, x: 6 }
    const shape = [...axes].map((letter) => sizes[letter]!)
    const { source, data } = await open(`${axes}.h5`, shape, axes)
    const place: Record<string, number> = { t: 1, c: 2, z: 3 }
    const { size } = source.info
    const block = await source.readRegion({
      ...Object.fromEntries(
        ['t', 'c', 'z'].map((axis) => [axis, axes.includes(axis) ? place[axis]! : 0]),
      ),
      y: 1,
      x: 2,
      height: 3,
      width: 2,
    })
    const expected: number[] = []
    for (let y = 1; y < 4; y++) {
      for (let x = 2; x < 4; x++) {
        const at: Record<string, number> = { ...place, y, x }
        expected.push([...axes].reduce((sum, a, i) => sum * shape[i]! + at[a]!, 0))
      }
    }
    expect([size.height, size.width]).toEqual([5, 6])
    expect([...block.data]).toEqual(expected)
    expect([...(await source.readAll()).data]).toEqual([...data])
    await source.close()
  },
)

test('planes that share their chunks are read block by block', async () => {
  const { source, data } = await open('chunked.h5', [10, 16, 16], 'zyx', [4, 8, 8])
  for (const z of [0, 1, 5, 9]) {
    const block = await source.readRegion({ z, y: 3, x: 7, height: 2, width: 9 })
    expect(block.data[0]).toBe(z * 256 + 3 * 16 + 7)
    expect(block.data.at(-1)).toBe(z * 256 + 4 * 16 + 15)
  }
  const pieces: number[] = []
  for await (const piece of source.readPlanesInStoredOrder()) {
    for (const value of piece) pieces.push(Number(value))
  }
  expect(pieces).toEqual([...data])
  await source.close()
})

test('a target that fits is filled', async () => {
  const { source } = await open('target.h5', [2, 3], 'yx')
  const target = new Uint16Array(6)
  expect((await source.readPlane({}, { target })).data).toBe(target)
  await source.close()
})

test('big-endian values are turned', async () => {
  const path = makeBigEndian(
    await writeHdf5(join(folder.path, 'big.h5'), {
      image: { shape: [1, 3], data: Uint16Array.of(1, 256, 513) },
    }),
    2,
  )
  const source = await openHdf5(path, {}, '')
  expect([...(await source.readAll()).data]).toEqual([256, 1, 258])
  await source.close()
})

test('64-bit integers stay exact', async () => {
  const path = await writeHdf5(join(folder.path, 'long.h5'), {
    image: { shape: [1, 2], data: BigInt64Array.of(-(2n ** 62n) - 1n, 7n) },
  })
  const source = await openHdf5(path, {}, '')
  expect(source.info.dtype).toBe('int64')
  expect([...(await source.readAll()).data]).toEqual([-(2n ** 62n) - 1n, 7n])
  await source.close()
})

test('a cancelled read ends as cancelled', async () => {
  const { source } = await open('cancel.h5', [2, 3], 'yx')
  const reading = source.readPlane({}, { signal: AbortSignal.abort() })
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  await source.close()
})
