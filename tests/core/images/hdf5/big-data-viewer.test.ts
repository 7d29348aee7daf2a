import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isBigDataViewer } from '../../../../src-main/core/images/hdf5/big-data-viewer.ts'
import { openHdf5 } from '../../../../src-main/core/images/hdf5/open-hdf5.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeHdf5, type Hdf5Array } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()

async function writeBdv(name: string): Promise<string> {
  const arrays: Record<string, Hdf5Array> = {
    's00/resolutions': { shape: [2, 3], data: Float64Array.of(1, 1, 1, 2, 2, 1) },
    's01/resolutions': { shape: [1, 3], data: Float64Array.of(1, 1, 1) },
  }
  for (const t of [0, 1]) {
    const data = Int16Array.from({ length: 2 * 4 * 6 }, (_, i) => t * 100 + i)
    data[0] = -1
    arrays[`t0000${t}/s00/0/cells`] = { shape: [2, 4, 6], data }
    arrays[`t0000${t}/s00/1/cells`] = { shape: [2, 2, 3], data: new Int16Array(12).fill(t) }
    arrays[`t0000${t}/s01/0/cells`] = { shape: [1, 2, 2], data: Int16Array.of(t, 1, 2, 3) }
  }
  return writeHdf5(join(folder.path, name), arrays)
}

test('setups are series, times and levels are found, values are unsigned', async () => {
  folder.write(
    'a.xml',
    `<SpimData version="0.2"><SequenceDescription><ViewSetups>
      <ViewSetup><id>0</id><name>GFP left</name><voxelSize><unit>um</unit><size>0.4 0.4 2.0</size></voxelSize></ViewSetup>
      <ViewSetup><id>1</id></ViewSetup></ViewSetups></SequenceDescription></SpimData>`,
  )
  const path = await writeBdv('a.h5')
  const source = await openHdf5(path, {}, '')
  expect(source.info).toMatchObject({
    format: 'bdv-hdf5',
    axes: 'tzyx',
    shape: [2, 2, 4, 6],
    dtype: 'uint16',
    pixelSizeUm: { x: 0.4, y: 0.4, z: 2 },
    levels: [
      { downsample: 1, height: 4, width: 6 },
      { downsample: 2, height: 2, width: 3 },
    ],
    series: [
      { name: 'GFP left', kind: 'image' },
      { name: 'setup 1', kind: 'image' },
    ],
  })
  expect(source.info.warnings.join()).toMatch(/read as unsigned/)
  const plane = await source.readPlane({ t: 1, z: 0 })
  expect([plane.data[0], plane.data[1]]).toEqual([65535, 101])
  const small = await source.readRegion({ level: 1, t: 1, z: 1, y: 0, x: 0, height: 1, width: 1 })
  expect(small.data[0]).toBe(1)
  await source.close()
  const second = await openHdf5(path, { series: 1 }, '')
  expect(second.info).toMatchObject({ shape: [2, 1, 2, 2], pixelSizeUm: 'uncalibrated' })
  await second.close()
})

test('other files are not taken for it', () => {
  expect(isBigDataViewer([{ name: 't00000', kind: 'group' }])).toBe(false)
})
