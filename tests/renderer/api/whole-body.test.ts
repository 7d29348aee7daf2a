import { expect, test } from 'vitest'
import { wholeBody } from '../../../src-renderer/api/whole-body.ts'

/** A body that comes in pieces, as from a network. */
function inPieces(pieces: readonly (readonly number[])[], length: number | null): Response {
  const left = [...pieces]
  const body = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const next = left.shift()
      if (next) controller.enqueue(Uint8Array.from(next))
      else {
        controller.close()
        controller.byobRequest?.respond(0)
      }
    },
  })
  return new Response(body, length === null ? {} : { headers: { 'content-length': `${length}` } })
}

const bytes = (buffer: ArrayBuffer) => [...new Uint8Array(buffer)]

test('pieces come into one buffer in order', async () => {
  expect(bytes(await wholeBody(inPieces([[1, 2], [3], [4, 5]], 5)))).toEqual([1, 2, 3, 4, 5])
})

test('a body that ends early is as short as it came', async () => {
  expect(bytes(await wholeBody(inPieces([[1, 2], [3]], 5)))).toEqual([1, 2, 3])
  expect(bytes(await wholeBody(inPieces([], 5)))).toEqual([])
})

test('a body of unknown or absurd length is read without making room for it first', async () => {
  expect(bytes(await wholeBody(inPieces([[1], [2]], null)))).toEqual([1, 2])
  expect(bytes(await wholeBody(inPieces([[1], [2]], 2 ** 40)))).toEqual([1, 2])
})

test('a body that cannot be read into place comes all the same', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(Uint8Array.of(7, 8))
      controller.close()
    },
  })
  const response = new Response(body, { headers: { 'content-length': '2' } })
  expect(bytes(await wholeBody(response))).toEqual([7, 8])
})

test('a body that fails on its way rejects', async () => {
  const body = new ReadableStream({
    type: 'bytes',
    pull: (controller) => {
      controller.error(new Error('the line is cut'))
    },
  })
  const response = new Response(body, { headers: { 'content-length': '2' } })
  await expect(wholeBody(response)).rejects.toThrow('the line is cut')
})
