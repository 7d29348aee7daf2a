// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { uploadImage } from '../../../src-renderer/api/upload.ts'

/** What the browser's own would do, told by the test. */
class FakeRequest {
  static last: FakeRequest
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  onload = () => undefined as void
  onerror = () => undefined as void
  onabort = () => undefined as void
  status = 0
  responseText = ''
  opened: string[] = []
  constructor() {
    FakeRequest.last = this
  }
  open(...args: string[]) {
    this.opened = args
  }
  send() {}
  abort() {
    this.onabort()
  }
  answer(status: number, body: string) {
    this.status = status
    this.responseText = body
    this.onload()
  }
}

beforeEach(() => vi.stubGlobal('XMLHttpRequest', FakeRequest))
afterEach(() => {
  vi.unstubAllGlobals()
})

function send(onProgress: (fraction: number) => void = () => undefined) {
  const controller = new AbortController()
  const file = new File(['abc'], 'cells #1.tif')
  const path = uploadImage(file, { onProgress, signal: controller.signal })
  return { path, controller, request: FakeRequest.last }
}

describe('sending a file', () => {
  test('puts it under its own name and gives the path of the copy', async () => {
    const progress: number[] = []
    const { path, request } = send((fraction) => progress.push(fraction))
    expect(request.opened).toEqual(['PUT', '/api/images/dropped/cells%20%231.tif'])
    request.upload.onprogress?.({ loaded: 1, total: 4 })
    request.answer(201, '{"path": "/cache/cells.tif"}')
    expect(await path).toBe('/cache/cells.tif')
    expect(progress).toEqual([0.25])
  })
  test('gives the core’s sentence where it refuses', async () => {
    const { path, request } = send()
    request.answer(507, '{"error": {"code": "disk-full", "message": "The disk is full."}}')
    await expect(path).rejects.toMatchObject({ code: 'disk-full', message: 'The disk is full.' })
  })
  test('names the file where the connection breaks off', async () => {
    const { path, request } = send()
    request.onerror()
    await expect(path).rejects.toThrow(/cells #1\.tif could not be sent/)
  })
  test('stops when told to', async () => {
    const { path, controller } = send()
    controller.abort()
    await expect(path).rejects.toMatchObject({ name: 'AbortError' })
  })
})
