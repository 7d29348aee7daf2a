import { expect, test } from 'vitest'
import {
  isOmeXml,
  parseOmeMetadata,
  type OmeImage,
  type OmePixels,
} from '../../../../src-main/core/images/tiff/ome-metadata.ts'

function imagesOf(text: string): readonly OmeImage[] {
  const metadata = parseOmeMetadata(text)
  if (metadata.kind !== 'images') throw new Error(metadata.kind)
  return metadata.images
}

function pixelsOf(inner: string, attributes = ''): OmePixels {
  const text = `<?xml version="1.0"?><OME><Image ID="Image:0"><Pixels DimensionOrder="XYCZT" SizeX="8" SizeY="6" SizeZ="2" SizeC="3" SizeT="1" ${attributes}>${inner}</Pixels></Image></OME>`
  const { pixels } = imagesOf(text)[0]!
  if (typeof pixels === 'string') throw new Error(pixels)
  return pixels
}

test('axes are the dimension order from the outside in; planes without TiffData follow it', () => {
  const pixels = pixelsOf('')
  expect(pixels).toMatchObject({ axes: 'tzc', shape: [1, 2, 3], width: 8, height: 6, samples: 1 })
  expect(pixels.planes).toMatchObject({ count: 6, directories: undefined })
})

test('samples of one pixel are no channels', () => {
  const pixels = pixelsOf('<Channel SamplesPerPixel="3"/>')
  expect(pixels).toMatchObject({ shape: [1, 2, 1], samples: 3 })
})

test('every image is listed by its name, with what is wrong where something is', () => {
  const size = 'SizeX="8" SizeY="6" SizeZ="1" SizeC="1" SizeT="1"'
  const images = imagesOf(
    `<OME UUID="urn:uuid:1"><Image Name="field 1"><Pixels ${size}/></Image><Image><Pixels ${size}/></Image>` +
      '<Image Name="broken"><Pixels SizeX="x"/></Image></OME>',
  )
  expect(images.map(({ name }) => name)).toEqual(['field 1', 'image 2', 'broken'])
  expect(images[1]!.pixels).toMatchObject({ width: 8 })
  expect(images[2]!.pixels).toMatch(/along X is x/)
})

test.each([
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
  expect(imagesOf(text)[0]!.pixels).toContain(reason)
})

test.each([
  ['<OME><Image><Pixels SizeX="8"', 'well-formed'],
  ['<OME></OME>', 'no image'],
])('text without an image is invalid: %s', (text, reason) => {
  expect(parseOmeMetadata(text)).toMatchObject({
    kind: 'invalid',
    reason: expect.stringContaining(reason) as string,
  })
})

test('a part of a set names the file with the metadata', () => {
  expect(
    parseOmeMetadata('<OME UUID="u"><BinaryOnly MetadataFile="first.ome.tif"/></OME>'),
  ).toEqual({ kind: 'elsewhere', uuid: 'u', fileName: 'first.ome.tif' })
  expect(isOmeXml('<ome:OME xmlns:ome="x">')).toBe(true)
  expect(isOmeXml('ImageJ=1')).toBe(false)
})
