import { expect, test } from 'vitest'
import { knownKeyOf, tileResponse, wholeBodyOf } from '../../../src-main/core/api/pixel-response.ts'
import type { TileAnswer } from '../../../src-main/core/engine-port.ts'

const pixels: TileAnswer = {
  kind: 'pixels',
  contentKey: 'sha256:ab-1',
  shape: [1, 2],
  dtype: 'uint16',
  bytes: new Uint8Array([1, 0, 2, 1]),
  filledPixels: 0,
}

test('a tile is raw bytes with length, type and shape in headers', async () => {
  const response = tileResponse(pixels, undefined)
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'private, no-cache',
    'content-length': '4',
    'content-type': 'application/octet-stream',
    etag: '"sha256:ab-1"',
    'x-touchstone-dtype': 'uint16',
    'x-touchstone-shape': '1,2',
  })
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 0, 2, 1])
})

test('bytes that lie within a larger buffer are sent alone', async () => {
  const bytes = new Uint8Array([9, 9, 1, 2, 9]).subarray(2, 4)
  const response = tileResponse({ ...pixels, bytes }, undefined)
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2])
})

test('a host that needs no stream gets the bytes themselves', () => {
  expect(wholeBodyOf(tileResponse(pixels, undefined))).toBe(pixels.bytes)
  expect(wholeBodyOf(tileResponse({ kind: 'unchanged', contentKey: 'k' }, 'k'))).toBeUndefined()
})

test.each([
  ['sha256:ab-1', 'private, max-age=31536000, immutable'],
  ['sha256:ab-0', 'private, no-cache'],
  [undefined, 'private, no-cache'],
])('asked for as version %s, a tile is kept: %s', (version, expected) => {
  expect(tileResponse(pixels, version).headers.get('cache-control')).toBe(expected)
})

test('pixels that the file does not hold are counted in a header', () => {
  const response = tileResponse({ ...pixels, filledPixels: 7 }, undefined)
  expect(response.headers.get('x-touchstone-filled')).toBe('7')
})

test('pixels that the asker has are not sent again', async () => {
  const response = tileResponse({ kind: 'unchanged', contentKey: 'k' }, 'k')
  expect(response.status).toBe(304)
  expect(response.headers.get('etag')).toBe('"k"')
  expect(await response.text()).toBe('')
})

test('a level under way says how far it is and when to ask again', async () => {
  const response = tileResponse({ kind: 'under-way', fraction: 0.25 }, 'k')
  expect(response.status).toBe(202)
  expect(response.headers.get('retry-after')).toBe('0')
  expect(await response.json()).toEqual({ fraction: 0.25 })
})

test.each([
  ['"k"', 'k'],
  ['W/"k"', 'k'],
  ['*', null],
  ['"a", "b"', null],
  [undefined, null],
])('If-None-Match %s names the key %s', (header, key) => {
  expect(knownKeyOf(header)).toBe(key)
})
