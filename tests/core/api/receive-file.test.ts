import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { receiveFile } from '../../../src-main/core/api/receive-file.ts'

const place = (largestBytes = 1000) => ({
  folder: join(realpathSync(mkdtempSync(join(tmpdir(), 'touchstone-'))), 'one'),
  name: 'cells.tif',
  largestBytes,
})
const put = (body: ReadableStream | null, headers: Record<string, string> = {}): Request => {
  const streamed = body === null ? {} : { body, duplex: 'half' as const }
  return new Request('http://127.0.0.1/x', { method: 'PUT', headers, ...streamed })
}
const streamOf = (...chunks: (number[] | Error)[]): ReadableStream =>
  new ReadableStream({
    pull(controller) {
      const next = chunks.shift()
      if (next === undefined) controller.close()
      else if (next instanceof Error) controller.error(next)
      else controller.enqueue(new Uint8Array(next))
    },
  })

test('the bytes arrive under their name, and nothing else lies beside them', async () => {
  const file = place()
  const path = await receiveFile(put(streamOf([1, 2], [3])), file)
  expect(path).toBe(join(file.folder, 'cells.tif'))
  expect([...readFileSync(path)]).toEqual([1, 2, 3])
  expect(readdirSync(file.folder)).toEqual(['cells.tif'])
})

test.each([
  ['more bytes than are taken', () => put(streamOf([1, 2, 3], [4, 5])), 'file-too-large'],
  [
    'more bytes announced than are taken',
    () => put(streamOf([1]), { 'content-length': '5' }),
    'file-too-large',
  ],
  ['a body that breaks off', () => put(streamOf([1], new Error('gone'))), 'bad-request'],
  ['no body', () => put(null), 'bad-request'],
])('%s leave nothing behind', async (_, request, code) => {
  const file = place(4)
  await expect(receiveFile(request(), file)).rejects.toMatchObject({ code })
  expect(existsSync(file.folder)).toBe(false)
})

test('a file that cannot fit is refused before it is written', async () => {
  const file = place(Number.MAX_SAFE_INTEGER)
  const announced = { 'content-length': String(2 ** 52) }
  await expect(receiveFile(put(streamOf([1]), announced), file)).rejects.toMatchObject({
    code: 'disk-full',
  })
  expect(existsSync(file.folder)).toBe(false)
})

test('an upload that is broken off by its sender is removed', async () => {
  const file = place()
  const controller = new AbortController()
  const endless = new ReadableStream({
    pull(stream) {
      stream.enqueue(new Uint8Array([1]))
      controller.abort()
    },
  })
  const request = new Request(put(endless), { signal: controller.signal })
  await expect(receiveFile(request, file)).rejects.toMatchObject({ code: 'bad-request' })
  expect(existsSync(file.folder)).toBe(false)
})
