import { expect, test } from 'vitest'
import {
  isOmeXml,
  parseOmeMetadata,
  type OmePixels,
} from '../../../../src-main/core/images/tiff/ome-metadata.ts'

function pixelsOf(inner: string, attributes = '', root = ''): OmePixels {
  const text = `<?xml version="1.0"?><OME ${root}><Image ID="Image:0"><Pixels DimensionOrder="XYCZT" SizeX="8" SizeY="6" SizeZ="2" SizeC="3" SizeT="1" ${attributes}>${inner}</Pixels></Image></OME>`
  const metadata = parseOmeMetadata(text, 'own.ome.tif')
  if (metadata.kind !== 'pixels') throw new Error(metadata.kind)
  return metadata.pixels
}

test('axes are the dimension order from the outside in; planes without TiffData follow it', () => {
  const pixels = pixelsOf('')
  expect(pixels).toMatchObject({ axes: 'tzc', shape: [1, 2, 3], width: 8, height: 6, samples: 1 })
  expect(pixels.planes).toEqual([0, 1, 2, 3, 4, 5].map((directory) => ({ directory })))
})

test('TiffData elements place their planes', () => {
  const pixels = pixelsOf(
    '<TiffData IFD="4" FirstZ="0" FirstC="1"/><TiffData IFD="0" FirstZ="1" PlaneCount="2"/>',
  )
  expect(pixels.planes).toEqual([
    undefined,
    { directory: 4 },
    undefined,
    { directory: 0 },
    { directory: 1 },
    undefined,
  ])
})

test('planes of other files of a set carry their name; a renamed file knows itself by its UUID', () => {
  const pixels = pixelsOf(
    '<TiffData IFD="0" FirstC="0"><UUID FileName="other.ome.tif">urn:uuid:2</UUID></TiffData>' +
      '<TiffData IFD="0" FirstC="1"><UUID FileName="before-renaming.ome.tif">urn:uuid:1</UUID></TiffData>' +
      '<TiffData IFD="0" FirstC="2"><UUID FileName="own.ome.tif">urn:uuid:3</UUID></TiffData>',
    '',
    'UUID="urn:uuid:1"',
  )
  expect(pixels.planes.slice(0, 3)).toEqual([
    { directory: 0, fileName: 'other.ome.tif' },
    { directory: 0 },
    { directory: 0 },
  ])
})

test('pixel sizes are turned into micrometres', () => {
  const sizes =
    'PhysicalSizeX="100" PhysicalSizeXUnit="nm" PhysicalSizeY="0.2" PhysicalSizeZ="0.001" PhysicalSizeZUnit="mm"'
  expect(pixelsOf('', sizes).pixelSizeUm).toEqual({ x: 0.1, y: 0.2, z: 1 })
  expect(pixelsOf('', 'PhysicalSizeX="1" PhysicalSizeXUnit="pixel"').pixelSizeUm).toBe(
    'uncalibrated',
  )
})

test('channels have names and colours where they are stated', () => {
  const pixels = pixelsOf(
    '<Channel Name="DAPI &amp; more" Color="65535"/><Channel Color="-16776961"/>',
  )
  expect(pixels.channels).toEqual([
    { name: 'DAPI & more', color: '#0000ff' },
    { name: 'channel 2', color: '#ff0000' },
    { name: 'channel 3' },
  ])
})

test('samples of one pixel are no channels', () => {
  const pixels = pixelsOf('<Channel SamplesPerPixel="3"/>')
  expect(pixels).toMatchObject({ shape: [1, 2, 1], samples: 3 })
})

test.each([
  ['<OME><Image><Pixels SizeX="8"', 'well-formed'],
  ['<OME></OME>', 'no image'],
  ['<OME><Image><Pixels DimensionOrder="ZYX"/></Image></OME>', 'dimension order'],
  [
    '<OME><Image><Pixels SizeX="8" SizeY="0" SizeZ="1" SizeC="1" SizeT="1"/></Image></OME>',
    'along Y',
  ],
  [
    '<OME><Image><Pixels SizeX="8" SizeY="8" SizeZ="99999" SizeC="99999" SizeT="99999"/></Image></OME>',
    'planes',
  ],
])('says what is wrong with %s', (text, reason) => {
  expect(parseOmeMetadata(text, 'a')).toMatchObject({
    kind: 'invalid',
    reason: expect.stringContaining(reason) as string,
  })
})

test('a part of a set names the file with the metadata', () => {
  expect(parseOmeMetadata('<OME><BinaryOnly MetadataFile="first.ome.tif"/></OME>', 'a')).toEqual({
    kind: 'elsewhere',
    fileName: 'first.ome.tif',
  })
  expect(isOmeXml('<ome:OME xmlns:ome="x">')).toBe(true)
  expect(isOmeXml('ImageJ=1')).toBe(false)
})
