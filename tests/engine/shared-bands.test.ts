import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ssim, ssimUniform7, ssimWang } from '../../src-main/core/metrics/restoration/ssim.ts'
import {
  createBandSharing,
  workOnBands,
  type BandTask,
} from '../../src-main/engine/shared-bands.ts'
import { createWorkerPool, type WorkerPool } from '../../src-main/engine/worker-pool.ts'

const workerPath = join(import.meta.dirname, '..', '..', 'src-main', 'engine', 'worker.ts')

/** Large enough to be shared: 1100 x 1000, the last band is not full. */
const shape = [1100, 1000]
const value = (i: number, step: number): number => Math.fround(((i * step) % 1009) / 1009)
const truth = { shape, data: Float32Array.from({ length: 1_100_000 }, (_, i) => value(i, 7)) }
const prediction = { shape, data: Float32Array.from(truth.data, (v, i) => v + value(i, 31) / 3) }

/** Does what it is offered at once, in this thread, as a faster one would. */
const atOnce = (taken: BandTask[]) => (job: { readonly input: unknown }) => {
  const task = structuredClone(job.input) as BandTask
  taken.push(task)
  workOnBands(task)
}

describe.each([
  { name: 'Gaussian weights', preset: ssimWang },
  { name: 'equal weights', preset: ssimUniform7 },
])('SSIM with $name', ({ preset }) => {
  const options = { ...preset, dataRange: 1 }
  const alone = ssim(truth, prediction, options)

  test('is the same to the last bit where another thread computed all bands', () => {
    const taken: BandTask[] = []
    const shareBands = createBandSharing(atOnce(taken))
    expect(ssim(truth, prediction, { ...options, shareBands })).toEqual(alone)
    expect(taken).toHaveLength(1)
  })

  test('is the same to the last bit where no thread came', () => {
    const shareBands = createBandSharing(() => undefined)
    expect(ssim(truth, prediction, { ...options, shareBands })).toEqual(alone)
  })

  test('is the same to the last bit where a thread took a band and ended', () => {
    const shareBands = createBandSharing((job) => {
      Atomics.add((job.input as BandTask).next, 0, 1)
    })
    expect(ssim(truth, prediction, { ...options, shareBands })).toEqual(alone)
  })
})

test('a plane of less than a megapixel is not offered', () => {
  const taken: BandTask[] = []
  const shareBands = createBandSharing(atOnce(taken))
  const small = (image: typeof truth) => ({ shape: [1000, 1000], data: image.data.slice(0, 1e6) })
  const options = { ...ssimWang, dataRange: 1 }
  expect(ssim(small(truth), small(prediction), { ...options, shareBands })).toEqual(
    ssim(small(truth), small(prediction), options),
  )
  expect(taken).toEqual([])
})

describe('with a pool', () => {
  let pool: WorkerPool
  beforeAll(() => {
    pool = createWorkerPool(workerPath, 1)
  })
  afterAll(() => pool.close())

  test('a real thread brings bands, and the value is the same to the last bit', async () => {
    const tasks: BandTask[] = []
    const shareBands = createBandSharing((job, most) => {
      tasks.push(job.input as BandTask)
      pool.offer(job, most)
      // as a thread that is held up: the other has all the time it needs for the first bands
      const { ready } = job.input as BandTask
      Atomics.wait(ready, 0, 0, 20_000)
      expect(Atomics.load(ready, 0)).toBe(1)
    })
    const options = { ...ssimWang, dataRange: 1 }
    expect(ssim(truth, prediction, { ...options, shareBands })).toEqual(
      ssim(truth, prediction, options),
    )
    expect(tasks[0]?.order.plane.truth.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(await pool.run({ name: 'ssim-bands', input: tasks[0] })).toBeNull()
  }, 30_000)
})
