import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createStatisticsPool, countInPlace } from '../../src-main/engine/statistics-pool.ts'
import type { Sample } from '../../src-main/engine/statistics-sample.ts'
import { createWorkerPool, type WorkerPool } from '../../src-main/engine/worker-pool.ts'

const worker = join(import.meta.dirname, '..', '..', 'src-main', 'engine', 'worker.ts')
const pools: WorkerPool[] = []
function start(): WorkerPool {
  const pool = createWorkerPool(worker, 1)
  pools.push(pool)
  return pool
}
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

function sample(side: number, isOwn: boolean): Sample {
  const data = Uint32Array.from({ length: side * side }, (_, i) => (i * 31) % 5000)
  const block = { axes: 'yx', shape: [side, side], dtype: 'uint32' as const, data }
  return { block, sampledFrom: 'a part', isOwn }
}

test('many values are counted in a thread, with the same result', async () => {
  const count = createStatisticsPool(start)
  const given = sample(1024, true)
  const expected = await countInPlace(sample(1024, true))
  expect(await count(given)).toEqual(expected)
  expect(given.block.data).toHaveLength(0)
})

test('pixels that somebody else holds stay where they are', async () => {
  const given = sample(1024, false)
  await createStatisticsPool(start)(given)
  expect(given.block.data).toHaveLength(2 ** 20)
})

test('few values start no thread', async () => {
  const before = pools.length
  const { total, sampledFrom } = await createStatisticsPool(start)(sample(100, true))
  expect([total, sampledFrom, pools.length]).toEqual([10_000, 'a part', before])
})

test('integers of 16 bits, which take one quick pass, start no thread either', async () => {
  const before = pools.length
  const data = Uint16Array.from({ length: 2 ** 20 }, (_, i) => (i * 31) % 5000)
  const block = { axes: 'yx', shape: [1024, 1024], dtype: 'uint16' as const, data }
  const counted = await createStatisticsPool(start)({ block, sampledFrom: 'a part', isOwn: true })
  expect(counted).toEqual(await countInPlace(sample(1024, true)))
  expect(pools.length).toBe(before)
})

test('what nobody waits for is not begun', async () => {
  const count = createStatisticsPool(start)
  await expect(count(sample(1024, true), AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled',
  })
})
