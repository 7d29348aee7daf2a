import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHdf5 } from '../../../../src-main/core/images/hdf5/open-hdf5.ts'
import { isImaris } from '../../../../src-main/core/images/hdf5/imaris.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { characters, writeHdf5, type Hdf5Array } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()
const sizes = (z: number, y: number, x: number) => ({
  ImageSizeZ: characters(String(z)),
  ImageSizeY: characters(String(y)),
  ImageSizeX: characters(String(x)),
})

/** 2 times, 2 channels, 3 x 4 x 6 voxels in blocks of 4 x 4 x 8; padding is 999. */
async function writeImaris(name: string, stated = sizes(3, 4, 6)): Promise<string> {
  const arrays: Record<string, Hdf5Array> = {}
  const attributes: Record<string, Record<string, string[]>> = {
    'DataSetInfo/Image': {
      Name: characters('nuclei'),
      Unit: characters('um'),
      ExtMin0: characters('10'),
      ExtMax0: characters('13'),
      ExtMin1: characters('0'),
      ExtMax1: characters('2'),
      ExtMin2: characters('0'),
      ExtMax2: characters('6'),
      RecordingDate: characters('2024-03-01 12:00:00.000'),
    },
    'DataSetInfo/Channel 0': { Name: characters('DAPI'), Color: characters('0.000 0.000 1.000') },
    'DataSetInfo/Channel 1': { Name: characters('GFP'), Color: characters('0.000 1.000 0.000') },
  }
  for (const t of [0, 1]) {
    for (const c of [0, 1]) {
      const group = `DataSet/ResolutionLevel 0/TimePoint ${t}/Channel ${c}`
      const data = new Uint16Array(4 * 4 * 8).fill(999)
      for (let z = 0; z < 3; z++) {
        for (let y = 0; y < 4; y++) {
          for (let x = 0; x < 6; x++)
            data[(z * 4 + y) * 8 + x] = t * 10000 + c * 1000 + z * 100 + y * 10 + x
        }
      }
      arrays[`${group}/Data`] = { shape: [4, 4, 8], data, chunks: [4, 4, 8], gzip: 2 }
      attributes[group] = stated
      const small = `DataSet/ResolutionLevel 1/TimePoint ${t}/Channel ${c}`
      arrays[`${small}/Data`] = { shape: [2, 2, 4], data: new Uint16Array(16).fill(t * 2 + c) }
      attributes[small] = sizes(2, 2, 3)
    }
  }
  return writeHdf5(join(folder.path, name), arrays, attributes)
}

test('an Imaris file is told by its two groups', () => {
  expect(isImaris([{ name: 'DataSet', kind: 'group' }])).toBe(false)
  const both = ['DataSet', 'DataSetInfo'].map((name) => ({ name, kind: 'group' as const }))
  expect(isImaris(both)).toBe(true)
})

test('metadata, levels and pixels without their padding are read', async () => {
  const source = await openHdf5(await writeImaris('a.ims'), {}, '')
  expect(source.info).toMatchObject({
    format: 'imaris',
    axes: 'tczyx',
    shape: [2, 2, 3, 4, 6],
    dtype: 'uint16',
    pixelSizeUm: { x: 0.5, y: 0.5, z: 2 },
    channels: [
      { name: 'DAPI', color: '#0000ff' },
      { name: 'GFP', color: '#00ff00' },
    ],
    levels: [
      { downsample: 1, height: 4, width: 6 },
      { downsample: 2, height: 2, width: 3, z: 2 },
    ],
    series: [{ name: 'nuclei', kind: 'image' }],
  })
  expect(source.info.facts).toContainEqual({ name: 'Recorded', value: '2024-03-01 12:00:00.000' })
  const plane = await source.readPlane({ t: 1, c: 1, z: 2 })
  expect([plane.data[0], plane.data.at(-1), plane.data.length]).toEqual([11200, 11235, 24])
  const all = await source.readAll()
  expect(all.data.length).toBe(2 * 2 * 3 * 4 * 6)
  expect([...all.data]).not.toContain(999)
  expect(all.data.at(-1)).toBe(11235)
  const small = await source.readRegion({
    level: 1,
    t: 1,
    c: 1,
    z: 2,
    y: 0,
    x: 0,
    height: 2,
    width: 3,
  })
  expect([...small.data]).toEqual([3, 3, 3, 3, 3, 3])
  await source.close()
})

test('a size beyond the dataset is an error that names both', async () => {
  const path = await writeImaris('b.ims', sizes(3, 4, 9))
  await expect(openHdf5(path, {}, '')).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(/3 x 4 x 9 .*4 x 4 x 8/) as string,
  })
})
