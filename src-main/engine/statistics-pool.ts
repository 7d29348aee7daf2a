/** Counts the values of a plane in a worker thread, so that pictures do not wait; of few values in place. */
import type { PlaneStatistics } from '../contract/images.ts'
import { isNarrow, planeStatistics } from '../core/images/plane-statistics.ts'
import type { Sample } from './statistics-sample.ts'
import type { WorkerPool } from './worker-pool.ts'

/** What a `plane-statistics` job of the pool gets. */
export type StatisticsTask = Pick<Sample, 'block' | 'sampledFrom'>

/** Pixels that are the sample's own go to the thread, and are gone here. Errors as `WorkerPool.run`. */
export type CountValues = (sample: Sample, signal?: AbortSignal) => Promise<PlaneStatistics>

/** Fewer are counted in milliseconds. */
const fewestPooledValues = 2 ** 20
const fewestPooledNarrowValues = 2 ** 23

export const countInPlace: CountValues = ({ block, sampledFrom }) =>
  Promise.resolve(planeStatistics(block, sampledFrom))

/** `startPool` is called for the first plane that is worth it. */
export function createStatisticsPool(startPool: () => WorkerPool): CountValues {
  let pool: WorkerPool | null = null
  return async (sample, signal) => {
    const { block, sampledFrom, isOwn } = sample
    const fewest = isNarrow(block.data) ? fewestPooledNarrowValues : fewestPooledValues
    if (block.data.length < fewest) return countInPlace(sample, signal)
    const data = isOwn ? block.data : block.data.slice()
    const input: StatisticsTask = { block: { ...block, data }, sampledFrom }
    const job = { name: 'plane-statistics', input }
    const transfer = [data.buffer as ArrayBuffer]
    pool ??= startPool()
    return (await pool.run(job, { transfer, signal })) as PlaneStatistics
  }
}
