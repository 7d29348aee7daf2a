import { expect, test } from 'vitest'
import { isOmePixelType, omeXml } from '../../../src-main/core/images/ome-xml.ts'
import { parseOmeMetadata } from '../../../src-main/core/images/tiff/ome-metadata.ts'

const size = { t: 1, c: 2, z: 3, height: 4, width: 5, samples: 1 }

test('reads back as written', () => {
  const xml = omeXml({ dtype: 'uint16', size, pixelSizeUm: { x: 0.1, y: 0.2, z: 1.5 } })
  expect(parseOmeMetadata(xml, 'a')).toMatchObject({
    kind: 'pixels',
    pixels: {
      axes: 'tcz',
      shape: [1, 2, 3],
      width: 5,
      height: 4,
      pixelSizeUm: { x: 0.1, y: 0.2, z: 1.5 },
    },
  })
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
  expect(parseOmeMetadata(xml, 'a')).toMatchObject({
    pixels: { channels: [{ name: 'x>y', color: '#ff8000' }, { name: 'z' }] },
  })
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
