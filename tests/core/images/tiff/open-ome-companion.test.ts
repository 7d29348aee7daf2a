import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  isOmeCompanion,
  openOmeCompanion,
} from '../../../../src-main/core/images/tiff/open-ome-companion.ts'
import { openTiff } from '../../../../src-main/core/images/tiff/open-tiff.ts'
import { encodeTiff, grayPage, ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const companion = (files: readonly string[]): string =>
  '<?xml version="1.0"?><OME UUID="urn:uuid:0"><Image Name="well A1">' +
  `<Pixels SizeX="3" SizeY="2" SizeZ="${files.length}" SizeC="1" SizeT="1" PhysicalSizeX="0.5" PhysicalSizeY="0.5">` +
  files
    .map((name, z) => `<TiffData IFD="0" FirstZ="${z}"><UUID FileName="${name}"/></TiffData>`)
    .join('') +
  '</Pixels></Image></OME>'

test('a companion file opens the set that it describes', async () => {
  const path = folder.write('set.companion.ome', companion(['p0.ome.tiff', 'p1.ome.tiff']))
  for (const z of [0, 1]) {
    const description = '<OME><BinaryOnly MetadataFile="set.companion.ome"/></OME>'
    const page = grayPage(2, 3, ramp(6, 40 * z), { description })
    folder.write(`p${z}.ome.tiff`, encodeTiff([page]))
  }
  const image = await openOmeCompanion(path)
  expect(image.path).toBe(path)
  expect(image.info).toMatchObject({
    format: 'ome-tiff',
    axes: 'zyx',
    shape: [2, 2, 3],
    pixelSizeUm: { x: 0.5, y: 0.5 },
    series: [{ name: 'well A1', kind: 'image' }],
    warnings: [],
  })
  expect([...(await image.readPlane({ z: 1 })).data]).toEqual([...ramp(6, 40)])
  await image.close()
  const member = await openTiff(join(folder.path, 'p1.ome.tiff'), { series: 1 })
  expect(member.info.shape).toEqual([2, 2, 3])
  await member.close()
})

test('a companion of files that are gone, or of no image, is an error', async () => {
  const gone = folder.write('gone.companion.ome', companion(['x.tif', 'y.tif']))
  await expect(openOmeCompanion(gone)).rejects.toMatchObject({
    code: 'file-not-found',
    message: expect.stringMatching(/None of the 2 files .* \(x\.tif, y\.tif\)/) as string,
  })
  const empty = folder.write('empty.companion.ome', '<OME/>')
  await expect(openOmeCompanion(empty)).rejects.toMatchObject({ code: 'format-corrupt' })
})

test('OME-XML is known by its root, not by its name', () => {
  const head = (text: string): Uint8Array => new TextEncoder().encode(text)
  expect(isOmeCompanion(head('\ufeff<?xml version="1.0"?>\n<OME xmlns="x">'), 'a.xml')).toBe(true)
  expect(isOmeCompanion(head('<?xml version="1.0"?><svg/>'), 'a.svg')).toBe(false)
  expect(isOmeCompanion(head('II*\0'), 'a.companion.ome')).toBe(false)
})
