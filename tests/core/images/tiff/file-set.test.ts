import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFileSet } from '../../../../src-main/core/images/tiff/file-set.ts'
import { encodeTiff, grayPage, ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('files are found by name, in another spelling too, and opened once', async () => {
  folder.write('B.ome.tif', encodeTiff([grayPage(1, 2, ramp(2))]))
  const set = createFileSet(join(folder.path, 'a.ome.tif'))
  expect(await set.find('b.OME.tif')).toBe('B.ome.tif')
  expect(await set.find('c.tif')).toBeUndefined()
  expect((await set.open('B.ome.tif')).pages.count).toBe(1)
  expect(await set.open('B.ome.tif')).toBe(await set.open('B.ome.tif'))
  await expect(set.open('c.tif')).rejects.toMatchObject({ code: 'file-not-found' })
  await set.close()
})

test('texts are read whole, folders and absent ones are none', async () => {
  folder.write('x.companion.ome', '<OME/>')
  const set = createFileSet(join(folder.path, 'a.ome.tif'))
  expect(await set.readText('x.companion.ome')).toBe('<OME/>')
  expect(await set.readText('.')).toBeUndefined()
  expect(await set.readText('none')).toBeUndefined()
  await set.close()
})
