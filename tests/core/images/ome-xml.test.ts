import { expect, test } from 'vitest'
import { isOmePixelType, omeXml } from '../../../src-main/core/images/ome-xml.ts'
import { childrenNamed, parseXml, type XmlElement } from '../../../src-main/core/images/xml.ts'

const size = { t: 1, c: 2, z: 3, height: 4, width: 5, samples: 1 }

function pixelsOf(xml: string): XmlElement {
  return childrenNamed(childrenNamed(parseXml(xml)!, 'Image')[0]!, 'Pixels')[0]!
}

test('elements and attributes stand in the order of the schema', () => {
  const xml = omeXml({ dtype: 'uint16', size, pixelSizeUm: { x: 0.1, y: 0.2, z: 1.5 } })
  const pixels = pixelsOf(xml)
  expect(Object.entries(pixels.attributes)).toEqual([
    ['ID', 'Pixels:0'],
    ['DimensionOrder', 'XYZCT'],
    ['Type', 'uint16'],
    ['BigEndian', 'false'],
    ['SizeX', '5'],
    ['SizeY', '4'],
    ['SizeZ', '3'],
    ['SizeC', '2'],
    ['SizeT', '1'],
    ['PhysicalSizeX', '0.1'],
    ['PhysicalSizeXUnit', 'µm'],
    ['PhysicalSizeY', '0.2'],
    ['PhysicalSizeYUnit', 'µm'],
    ['PhysicalSizeZ', '1.5'],
    ['PhysicalSizeZUnit', 'µm'],
  ])
  expect(pixels.children.map(({ name }) => name)).toEqual(['Channel', 'Channel', 'TiffData'])
  expect(pixels.children.at(-1)!.attributes).toEqual({ IFD: '0', PlaneCount: '6' })
})

test('colour samples count as channels of OME, and no pixel size is invented', () => {
  const xml = omeXml({
    dtype: 'float32',
    size: { ...size, c: 1, samples: 3 },
    pixelSizeUm: 'uncalibrated',
  })
  expect(xml).toContain('Type="float"')
  expect(xml).toContain('SizeC="3"')
  expect(xml).toContain('SamplesPerPixel="3"')
  expect(xml).not.toContain('PhysicalSize')
})

test('names are escaped, colours packed as OME packs them', () => {
  const xml = omeXml({
    dtype: 'int16',
    size,
    pixelSizeUm: 'uncalibrated',
    name: 'a "b" <c> & \u0001',
    channels: [{ name: 'x>y', color: '#ff8000' }, { name: 'z' }],
  })
  expect(xml).toContain('Name="a &quot;b&quot; &lt;c&gt; &amp; \ufffd"')
  expect(xml).toContain(`Name="x&gt;y" Color="${(0xff8000 << 8) | 0xff}" SamplesPerPixel="1"`)
  const names = childrenNamed(pixelsOf(xml), 'Channel').map(({ attributes }) => attributes['Name'])
  expect(names).toEqual(['x>y', 'z'])
})

test('OME names all types but 64-bit integers, half floats and bits', () => {
  expect(isOmePixelType('float64')).toBe(true)
  expect((['uint64', 'int64', 'float16', 'bool'] as const).map(isOmePixelType)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
