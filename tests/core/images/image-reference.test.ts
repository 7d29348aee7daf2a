import { expect, test } from 'vitest'
import {
  formatImageReference,
  parseImageReference,
} from '../../../src-main/core/images/image-reference.ts'

test('a plain path is a path, whatever it is called', () => {
  for (const path of [
    '/a/b.tif',
    '/a/#1.tif',
    '/a/b.tif#series',
    '/a/b.tif#axes=wk',
    '/a#series=1/b',
  ])
    expect(parseImageReference(path)).toEqual({ path })
})

test('series and axes stand behind the path, in either order', () => {
  expect(parseImageReference('/p.zarr#series=12')).toEqual({ path: '/p.zarr', series: 12 })
  expect(parseImageReference('/p.tif#axes=tyx&series=0')).toEqual({
    path: '/p.tif',
    series: 0,
    axes: 'tyx',
  })
})

test('what is formatted is parsed again', () => {
  for (const reference of [
    '/a.tif',
    '/a.tif#series=3',
    '/a.tif#axes=cyx',
    '/a#b.tif#series=1&axes=yxs',
    '/a_rois.zip#drawn=5x4',
    '/a.json#drawn=5x4x3&on=b%20%23%26.tif&as=mask',
  ])
    expect(formatImageReference(parseImageReference(reference))).toBe(reference)
})

test('of drawn objects the image that they were drawn on stands behind the path', () => {
  expect(parseImageReference('/a.json#drawn=5x4&on=b%20c.tif')).toEqual({
    path: '/a.json',
    drawn: { width: 5, height: 4, depth: 1, image: 'b c.tif' },
  })
  for (const path of ['/a#drawn=0x4', '/a#drawn=5', '/a#on=a/b']) {
    expect(parseImageReference(path)).toEqual({ path })
  }
})

test('a key that is stated twice is refused', () => {
  expect(() => parseImageReference('/a.tif#series=1&series=2')).toThrow('stated twice')
})
