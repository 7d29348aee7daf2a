import { expect, test } from 'vitest'
import { pointsOfTable } from '../../../src-main/core/tables/read-points.ts'
import { parseXmlPoints } from '../../../src-main/core/tables/xml-points.ts'

const marker = (x: number, y: number, z: number) =>
  `<Marker><MarkerX>${x}</MarkerX><MarkerY>${y}</MarkerY><MarkerZ>${z}</MarkerZ></Marker>`
const markers = (image: string, types: Readonly<Record<number, readonly string[]>>) =>
  `<?xml version="1.0"?><CellCounter_Marker_File><Image_Properties><Image_Filename>${image}</Image_Filename></Image_Properties><Marker_Data><Current_Type>1</Current_Type>${Object.entries(
    types,
  )
    .map(([type, all]) => `<Marker_Type><Type>${type}</Type>${all.join('')}</Marker_Type>`)
    .join('')}</Marker_Data></CellCounter_Marker_File>`
const read = (text: string) => {
  const { coordinates, dimensions, unit, notes } = pointsOfTable(parseXmlPoints('p.xml', text))
  return { coordinates: [...coordinates], dimensions, unit, notes }
}

test('of cellfinder the cells count, with planes from 0, and what was no cell is told', () => {
  const found = read(
    markers('placeholder.tif', { 1: [marker(1, 2, 3)], 2: [marker(4, 5, 0), marker(6, 7, 9)] }),
  )
  expect(found.coordinates).toEqual([0, 5, 4, 9, 7, 6])
  expect(found.dimensions).toBe(3)
  expect(found.notes.join()).toMatch(/type 2 are cells, 1 of type 1 were left out/)
})

test('of Cell Counter one type counts, with slices from 1; several types are asked about', () => {
  const found = read(markers('cells.tif', { 1: [], 3: [marker(4, 5, 1), marker(6, 7, 2)] }))
  expect(found.coordinates).toEqual([0, 5, 4, 1, 7, 6])
  const several = markers('cells.tif', { 1: [marker(1, 1, 1)], 2: [marker(2, 2, 1)] })
  expect(() => read(several)).toThrow(/markers of 2 types \(1: 1, 2: 1\), .* keep one type/)
})

test('visible spots of a TrackMate file, in its unit', () => {
  const spot = (id: number, x: number, visible: number) =>
    `<Spot ID="${id}" QUALITY="2.5" POSITION_X="${x}" POSITION_Y="1.5" POSITION_Z="0.5" FRAME="0" VISIBILITY="${visible}" />`
  const text = `<TrackMate version="7.11"><Model spatialunits="micron" timeunits="sec"><AllSpots nspots="2"><SpotsInFrame frame="0">${spot(1, 3, 1)}${spot(2, 4, 0)}</SpotsInFrame></AllSpots></Model></TrackMate>`
  const found = read(text)
  expect(found.coordinates).toEqual([0.5, 1.5, 3])
  expect(found.unit).toBe('um')
  expect(found.notes.join()).toMatch(/1 spots of p\.xml are filtered out in TrackMate/)
})

test('other XML, and what is none, is refused by name', () => {
  expect(() => read('<OME></OME>')).toThrow(/XML of the kind OME/)
  expect(() => read('y,x')).toThrow(/is no XML/)
})
