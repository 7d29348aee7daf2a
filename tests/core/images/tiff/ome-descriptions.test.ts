import { expect, test } from 'vitest'
import {
  omeFacts,
  physicalSize,
  readChannels,
} from '../../../../src-main/core/images/tiff/ome-descriptions.ts'
import { childrenNamed, parseXml } from '../../../../src-main/core/images/xml.ts'

test('pixel sizes are turned into micrometres', () => {
  expect(
    physicalSize({
      PhysicalSizeX: '100',
      PhysicalSizeXUnit: 'nm',
      PhysicalSizeY: '0.2',
      PhysicalSizeZ: '0.001',
      PhysicalSizeZUnit: 'mm',
    }),
  ).toEqual({ x: 0.1, y: 0.2, z: 1 })
  expect(physicalSize({ PhysicalSizeX: '1', PhysicalSizeXUnit: 'pixel' })).toBe('uncalibrated')
})

test('channels have names and colours where they are stated; colours are signed RGBA', () => {
  const pixels = parseXml(
    '<Pixels><Channel Name="DAPI &amp; more" Color="65535"/><Channel Color="-16776961" Fluor="Cy5"/></Pixels>',
  )!
  expect(readChannels(childrenNamed(pixels, 'Channel'), 3)).toEqual([
    { name: 'DAPI & more', color: '#0000ff' },
    { name: 'Cy5', color: '#ff0000' },
    { name: 'channel 3' },
  ])
})

test('a number of channels in a header takes no memory', () => {
  expect(readChannels([], 4_000_000).length).toBeLessThan(10_000)
})

test('microscope, objective, date and frame time are told, as the image refers to them', () => {
  const ome = parseXml(
    `<OME Creator="Maker 2"><Instrument ID="I:0"><Microscope Manufacturer="Acme" Model="M1"/>
     <Objective ID="O:0" NominalMagnification="10"/><Objective ID="O:1" NominalMagnification="63" LensNA="1.4" Immersion="Oil"/></Instrument>
     <Image Name="cells"><AcquisitionDate>2024-05-06T07:08:09</AcquisitionDate><InstrumentRef ID="I:0"/><ObjectiveSettings ID="O:1"/>
     <Pixels TimeIncrement="5" TimeIncrementUnit="min"/></Image></OME>`,
  )!
  const facts = omeFacts(ome, childrenNamed(ome, 'Image')[0]!)
  expect(facts).toEqual([
    { name: 'Name', value: 'cells' },
    { name: 'Acquired', value: '2024-05-06T07:08:09' },
    { name: 'Microscope', value: 'Acme M1' },
    { name: 'Objective', value: '63x, NA 1.4, Oil' },
    { name: 'Time between frames', value: '5 min' },
    { name: 'Written by', value: 'Maker 2' },
  ])
})
