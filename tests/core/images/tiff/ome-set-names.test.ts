import { expect, test } from 'vitest'
import { omeSetNames } from '../../../../src-main/core/images/tiff/ome-set-names.ts'
import { encodeTiff, grayPage, ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const ome = (content: string): string => `<?xml version="1.0"?><OME>${content}</OME>`
const image = (names: readonly string[]): string =>
  `<Image ID="Image:0"><Pixels DimensionOrder="XYZCT" Type="uint8" SizeX="2" SizeY="1" SizeZ="${names.length}" SizeC="1" SizeT="1">${names.map((name, z) => `<TiffData IFD="0" FirstZ="${z}"><UUID FileName="${name}">urn:uuid:${z}</UUID></TiffData>`).join('')}</Pixels></Image>`

async function namesOf(name: string, description: string): Promise<readonly string[]> {
  const bytes = encodeTiff([grayPage(1, 2, ramp(2), { description })])
  return omeSetNames(folder.write(name, bytes), bytes.subarray(0, 512))
}

test('the master names the others', async () => {
  expect(await namesOf('m.ome.tif', ome(image(['m.ome.tif', 'n.ome.tif'])))).toEqual(['n.ome.tif'])
})

test('a member names its master, and the master’s others', async () => {
  const only = ome('<BinaryOnly MetadataFile="m.ome.tif" UUID="urn:uuid:0"/>')
  expect(await namesOf('n.ome.tif', only)).toEqual(['m.ome.tif', 'n.ome.tif'])
})

test('other and damaged files name none', async () => {
  expect(await namesOf('plain.tif', 'a picture')).toEqual([])
  expect(await namesOf('bad.ome.tif', '<OME><Image>')).toEqual([])
  const cut = folder.write('cut.tif', 'II*')
  expect(await omeSetNames(cut, Buffer.from('II*\0'))).toEqual([])
})
