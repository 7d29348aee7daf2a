import { expect, test } from 'vitest'
import {
  baseName,
  placePlanes,
  type OmePlanes,
} from '../../../../src-main/core/images/tiff/ome-planes.ts'
import { parseXml } from '../../../../src-main/core/images/xml.ts'

/** Two z planes of three channels, channels fastest. */
const placed = (inner: string): OmePlanes =>
  placePlanes(parseXml(`<Pixels>${inner}</Pixels>`)!, ['t', 'z', 'c'], [1, 2, 3], 6)

test.each(['', '<TiffData/>', '<TiffData IFD="0" PlaneCount="6"/>'])(
  'planes in plain order take no list: %s',
  (inner) => {
    expect(placed(inner)).toMatchObject({ count: 6, directories: undefined, misplaced: 0 })
  },
)

test('TiffData elements place their planes', () => {
  const planes = placed(
    '<TiffData IFD="4" FirstZ="0" FirstC="1"/><TiffData IFD="0" FirstZ="1" PlaneCount="2"/>',
  )
  expect([...planes.directories!]).toEqual([-1, 4, -1, 0, 1, -1])
})

test('without IFD and count, all planes from the first are meant', () => {
  expect([...placed('<TiffData FirstZ="1"/>').directories!]).toEqual([-1, -1, -1, 0, 1, 2])
})

test('files of a set are listed once, by base name only', () => {
  const uuid = (name: string): string => `<UUID FileName="${name}">urn:uuid:2</UUID>`
  const planes = placed(
    `<TiffData IFD="3" FirstC="0">${uuid('C:\\data\\b.tif')}</TiffData>` +
      `<TiffData IFD="5" FirstC="1">${uuid('C:\\data\\b.tif')}</TiffData>` +
      '<TiffData IFD="1" FirstC="2"/>',
  )
  expect(planes.files).toEqual([
    { name: undefined, uuid: undefined },
    { name: 'b.tif', uuid: 'urn:uuid:2' },
  ])
  expect([...planes.holders!]).toEqual([1, 1, 0, 0, 0, 0])
})

test('places outside the image and names of no file are counted, not followed', () => {
  const planes = placed(
    '<TiffData IFD="0" FirstZ="2"/><TiffData IFD="0"><UUID FileName="..">u</UUID></TiffData>',
  )
  expect(planes.misplaced).toBe(2)
  expect([...planes.directories!].every((directory) => directory === -1)).toBe(true)
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['a\\b.tif', 'b.tif'],
  ['..', undefined],
  ['folder/', undefined],
  ['a\0b', undefined],
])('the base name of %j is %j', (path, name) => {
  expect(baseName(path)).toBe(name)
})
