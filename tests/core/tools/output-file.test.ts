import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { outputFormatOf, writeStack } from '../../../src-main/core/tools/output-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-output-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the name tells the format, and other endings are refused', () => {
  expect(outputFormatOf('/x/a.OME.TIF')).toBe('ome-tiff')
  expect(outputFormatOf('/x/a.ome.zarr')).toBe('ome-zarr')
  expect(outputFormatOf('/x/a.npy')).toBe('npy')
  expect(() => outputFormatOf('/x/a.png')).toThrow(/a\.png: predictions are written as/)
})

test.each(['stack.ome.tif', 'plain.tif', 'stack.ome.zarr', 'stack.npy'])(
  'a stack is read from %s as it was written',
  async (name) => {
    const path = join(folder, name)
    const size = { t: 1, c: 2, z: 3, height: 4, width: 5 }
    const pixelSizeUm = { x: 0.5, y: 0.25 }
    const channels = [{ name: 'cells' }, { name: 'edges' }]
    const compression = name === 'plain.tif' ? 'none' : 'deflate'
    const written = await writeStack(
      path,
      { size, pixelSizeUm, channels, compression },
      async (writer) => {
        const whole = { y: 0, x: 0, height: 4, width: 5 }
        for (let plane = 0; plane < 6; plane++)
          await writer.writeRegion(plane, whole, new Float32Array(20).fill(plane))
      },
    )
    expect(written).toEqual({ axes: 'czyx', shape: [2, 3, 4, 5] })
    const image = await openImage(name.endsWith('.npy') ? `${path}#axes=czyx` : path)
    expect(image.info.size).toMatchObject({ t: 1, c: 2, z: 3, height: 4, width: 5 })
    const { data } = await image.readPlane({ c: 1, z: 2 })
    expect(data).toEqual(new Float32Array(20).fill(5))
    if (!name.endsWith('.npy')) {
      expect(image.info.pixelSizeUm).toMatchObject(pixelSizeUm)
      expect(image.info.channels.map((channel) => channel.name)).toEqual(['cells', 'edges'])
    }
    await image.close()
  },
)
