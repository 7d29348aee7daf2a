import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesOfImage } from '../../../src-main/core/images/image-files.ts'
import { encodeTiff, grayPage, ramp } from '../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const namesOf = async (reference: string): Promise<string[]> =>
  (await filesOfImage(reference)).files.map(({ name }) => name)

test('a plain file stands alone; what follows it is told', async () => {
  const path = folder.write('plain.h5', 'x')
  expect(await filesOfImage(`${join(path, 'raw', 'data')}#series=2`)).toEqual({
    files: [{ name: 'plain.h5', path }],
    isOneFile: true,
    within: '/raw/data#series=2',
  })
})

test('a folder is all its files, hidden ones too, in one order', async () => {
  mkdirSync(join(folder.path, 'a.zarr', 'b'), { recursive: true })
  folder.write('a.zarr/.zattrs', '{}')
  folder.write('a.zarr/b/0', '')
  folder.write('a.zarr/a', '')
  expect(await namesOf(join(folder.path, 'a.zarr'))).toEqual(['.zattrs', 'a', 'b/0'])
  expect(await namesOf(join(folder.path, 'a.zarr', 'b'))).toEqual(['0'])
})

test.skipIf(process.platform === 'win32')('a link that leads nowhere is an error', async () => {
  mkdirSync(join(folder.path, 'l.zarr'))
  symlinkSync(join(folder.path, 'nowhere'), join(folder.path, 'l.zarr', '0'))
  await expect(filesOfImage(join(folder.path, 'l.zarr'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
})

test('an OME-TIFF set is all its files that are there', async () => {
  const data = (name: string): string =>
    `<TiffData IFD="0" FirstZ="${name === 'a' ? 0 : 1}"><UUID FileName="${name}.ome.tif">urn:uuid:${name}</UUID></TiffData>`
  const description = `<?xml version="1.0"?><OME UUID="urn:uuid:a"><Image ID="Image:0"><Pixels DimensionOrder="XYZCT" Type="uint8" SizeX="2" SizeY="1" SizeZ="3" SizeC="1" SizeT="1">${data('a')}${data('b')}${data('gone')}</Pixels></Image></OME>`
  const page = grayPage(1, 2, ramp(2), { description })
  const path = folder.write('a.ome.tif', encodeTiff([page]))
  folder.write('b.ome.tif', encodeTiff([grayPage(1, 2, ramp(2))]))
  folder.write('c.ome.tif', encodeTiff([grayPage(1, 2, ramp(2))]))
  expect(await namesOf(path)).toEqual(['a.ome.tif', 'b.ome.tif'])
  expect(await namesOf(folder.write('d.companion.ome', description))).toEqual([
    'a.ome.tif',
    'b.ome.tif',
    'd.companion.ome',
  ])
})

test('what is not there is an error', async () => {
  await expect(filesOfImage(join(folder.path, 'none.tif'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
})
