import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTiff } from '../../../../src-main/core/images/tiff/open-tiff.ts'
import {
  encodeTiff,
  grayPage,
  ramp,
  type FixturePage,
} from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

/** A file in a folder of its own set. */
function write(set: string, name: string, pages: readonly FixturePage[]): string {
  mkdirSync(join(folder.path, set), { recursive: true })
  return folder.write(join(set, name), encodeTiff(pages))
}

const page = (start: number, description?: string): FixturePage =>
  grayPage(2, 3, ramp(6, start), description === undefined ? {} : { description })
const image = (name: string, attributes: string, inner: string): string =>
  `<Image Name="${name}"><Pixels SizeX="3" SizeY="2" SizeZ="1" SizeC="1" SizeT="1" ${attributes}>${inner}</Pixels></Image>`
const data = (ifd: number, z: number, file?: string, uuid = 'urn:uuid:x'): string =>
  `<TiffData IFD="${ifd}" FirstZ="${z}">${file === undefined ? '' : `<UUID FileName="${file}">${uuid}</UUID>`}</TiffData>`

test('every image of the file is listed and can be opened, with its facts', async () => {
  const description = `<OME Creator="Maker">${image('a', '', data(1, 0))}${image('b', 'SizeT="1"', data(0, 0))}</OME>`
  const path = write('several', 'a.ome.tif', [page(0, description), page(50)])
  const first = await openTiff(path)
  expect(first.info.series).toEqual([
    { name: 'a', kind: 'image' },
    { name: 'b', kind: 'image' },
  ])
  expect([...(await first.readPlane()).data]).toEqual([...ramp(6, 50)])
  expect(first.info.facts).toContainEqual({ name: 'Written by', value: 'Maker' })
  await first.close()
  const second = await openTiff(path, { series: 1 })
  expect(second.info.seriesIndex).toBe(1)
  expect([...(await second.readPlane()).data]).toEqual([...ramp(6)])
  await second.close()
})

const master = `<OME UUID="urn:uuid:1">${image(
  'set',
  'SizeZ="3"',
  data(0, 0, 'm1.ome.tif', 'urn:uuid:1') +
    data(0, 1, 'm2.ome.tif', 'urn:uuid:2') +
    data(0, 2, 'm3.ome.tif', 'urn:uuid:3'),
)}</OME>`.replace('SizeZ="1"', '')
const part = (uuid: string, holder = 'm1.ome.tif'): string =>
  `<OME UUID="${uuid}"><BinaryOnly MetadataFile="${holder}" UUID="urn:uuid:1"/></OME>`

test('the master of a set reads the planes of its files; a lost file is counted and an error', async () => {
  const path = write('set', 'm1.ome.tif', [page(0, master)])
  write('set', 'm2.ome.tif', [page(60, part('urn:uuid:2'))])
  const source = await openTiff(path)
  expect(source.info.warnings).toEqual([
    expect.stringMatching(/1 file .* not in its folder \(m3\.ome\.tif\): 1 of the 3 planes/),
  ])
  expect(source.isOfSet).toBe(true)
  expect([...(await source.readPlane({ z: 1 })).data]).toEqual([...ramp(6, 60)])
  await expect(source.readPlane({ z: 2 })).rejects.toMatchObject({ code: 'file-not-found' })
  await source.close()
})

test('a member of a set is its own planes first, and the whole set behind them', async () => {
  write('member', 'm1.ome.tif', [page(0, master)])
  const path = write('member', 'm2.ome.tif', [page(60, part('urn:uuid:2'))])
  write('member', 'm3.ome.tif', [page(90, part('urn:uuid:3'))])
  const own = await openTiff(path)
  expect(own.info.shape).toEqual([2, 3])
  expect(own.isOfSet).toBe(true)
  expect(own.info.series.map(({ name }) => name)).toEqual(['2 x 3 uint8', 'set (whole set)'])
  await own.close()
  const whole = await openTiff(path, { series: 1 })
  expect(whole.info.shape).toEqual([3, 2, 3])
  for (const [z, start] of [0, 60, 90].entries()) {
    expect([...(await whole.readPlane({ z })).data]).toEqual([...ramp(6, start)])
  }
  await whole.close()
})

test('a member whose master or companion is gone says so', async () => {
  const path = write('alone', 'm2.ome.tif', [page(60, part('urn:uuid:2', 'x.companion.ome'))])
  const source = await openTiff(path)
  expect(source.info.warnings[0]).toMatch(/x\.companion\.ome .* is not in its folder/)
  expect([...(await source.readPlane()).data]).toEqual([...ramp(6, 60)])
  await source.close()
})

test('a file in place of another of the set is told by its UUID', async () => {
  const path = write('swapped', 'm1.ome.tif', [page(0, master)])
  write('swapped', 'm2.ome.tif', [page(60, part('urn:uuid:9'))])
  write('swapped', 'm3.ome.tif', [page(90, part('urn:uuid:3'))])
  const source = await openTiff(path)
  expect(source.info.warnings).toEqual([
    expect.stringMatching(/m2\.ome\.tif has the UUID urn:uuid:9.* urn:uuid:2/),
  ])
  await source.close()
})

test('a renamed file finds its own planes, by UUID or because no other is named', async () => {
  const byUuid = write('renamed', 'new.ome.tif', [page(7, master)])
  const first = await openTiff(byUuid)
  expect([...(await first.readPlane({ z: 0 })).data]).toEqual([...ramp(6, 7)])
  await first.close()
  const plain = `<OME>${image('one', '', data(0, 0, 'old.ome.tif'))}</OME>`
  const only = await openTiff(write('renamed-plain', 'new.ome.tif', [page(9, plain)]))
  expect(only.info.warnings[0]).toMatch(/old\.ome\.tif: it was renamed/)
  expect([...(await only.readPlane()).data]).toEqual([...ramp(6, 9)])
  await only.close()
})

test('an image without any plane here, and one of another size, are errors when opened', async () => {
  const gone = `<OME>${image('a', '', data(0, 0))}${image('b', '', data(0, 0, 'gone.ome.tif'))}${image('c', '', data(0, 0)).replace('SizeX="3"', 'SizeX="4"')}</OME>`
  const path = write('gone', 'a.ome.tif', [page(0, gone)])
  await expect(openTiff(path, { series: 1 })).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(/none of the 1 plane .*gone\.ome\.tif/) as string,
  })
  await expect(openTiff(path, { series: 2 })).rejects.toMatchObject({
    code: 'format-corrupt',
    message: expect.stringMatching(/2 x 4 pixels, and the pages have 2 x 3/) as string,
  })
})
