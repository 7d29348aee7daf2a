import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { createChunkPool } from '../../src-main/engine/chunk-pool.ts'
import { createWorkerPool, type WorkerPool } from '../../src-main/engine/worker-pool.ts'
import { createRandom } from '../contract/small-dataset.ts'
import { encodeTiff } from '../fixtures/images/encode-tiff.ts'

const realWorker = join(import.meta.dirname, '..', '..', 'src-main', 'engine', 'worker.ts')
/** Gives back what it got, and whether that was a buffer of its own. */
const echoSource = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ input }) => {
  const { stored } = input
  parentPort.postMessage({ ok: true, output: stored })
})`

let folder: string
const pools: WorkerPool[] = []
function pool(worker: string): WorkerPool {
  const started = createWorkerPool(worker, 2)
  pools.push(started)
  return started
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-'))
})
afterAll(async () => {
  await Promise.all(pools.map((one) => one.close()))
  rmSync(folder, { recursive: true, force: true })
})

const task = (stored: Uint8Array, kind = 'none') => ({ kind, path: '/a.tif', stored, layout: {} })

test('large chunks go to a thread without a copy, and a part of a buffer goes alone', async () => {
  const echo = join(folder, 'echo.mjs')
  writeFileSync(echo, echoSource)
  const decoder = createChunkPool(() => pool(echo))
  const whole = new Uint8Array(100_000).fill(7)
  expect((await decoder.decode(task(whole))).length).toBe(100_000)
  expect(whole.byteLength).toBe(0)
  const shared = new Uint8Array(200_000).fill(7)
  const part = await decoder.decode(task(shared.subarray(10, 100_010)))
  expect([part.length, part.buffer.byteLength]).toEqual([100_000, 100_000])
  expect(shared.byteLength).toBe(200_000)
})

test('small chunks start no thread; errors keep their code on both ways', async () => {
  let started = 0
  const decoder = createChunkPool(() => {
    started++
    return pool(realWorker)
  })
  const [small, large] = [new Uint8Array(10), new Uint8Array(70_000)]
  await expect(decoder.decode(task(small))).rejects.toMatchObject({ code: 'internal' })
  expect(started).toBe(0)
  await expect(decoder.decode(task(large))).rejects.toMatchObject({ code: 'internal' })
  expect(started).toBe(1)
})

test('a chunk that nobody waits for is not decoded', async () => {
  const decoder = createChunkPool(() => pool(realWorker))
  const controller = new AbortController()
  controller.abort()
  for (const size of [10, 70_000])
    await expect(
      decoder.decode(task(new Uint8Array(size)), controller.signal),
    ).rejects.toMatchObject({ code: 'cancelled' })
})

test('an image decoded in threads has the pixels of one decoded in place', async () => {
  const [height, width] = [600, 512]
  const random = createRandom(3)
  const pixels = Uint16Array.from({ length: height * width }, () => Math.floor(random() * 60_000))
  const path = join(folder, 'deflate.tif')
  const strips = [0, 300].map((row) =>
    deflateSync(new Uint8Array(pixels.buffer, row * width * 2, 300 * width * 2)),
  )
  const tags = [
    [256, 'long', [width]],
    [257, 'long', [height]],
    [258, 'short', [16]],
    [259, 'short', [8]],
    [262, 'short', [1]],
    [277, 'short', [1]],
    [278, 'long', [300]],
  ] as const
  writeFileSync(path, encodeTiff([{ tags, chunks: strips }]))
  const source = await openImage(path, { decoder: createChunkPool(() => pool(realWorker)) })
  expect((await source.readPlane()).data).toEqual(pixels)
  await source.close()
})
