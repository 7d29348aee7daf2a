import { expect, test } from 'vitest'
import type { ChunkPart } from '../../../../src-main/core/images/tiff/chunk-parts.ts'
import { chunkRuns } from '../../../../src-main/core/images/tiff/chunk-runs.ts'

const parts = [0, 1, 2, 3, 4].map((chunk) => ({ chunk }) as ChunkPart)
const table = (offsets: readonly number[]) => ({ offsets, byteCounts: offsets.map(() => 10) })
const runs = (offsets: readonly number[], most = 1000): number[][] =>
  chunkRuns(table(offsets), parts, () => 10, most).map((run) => [
    run.offset,
    run.length,
    ...run.parts.map(({ chunk }) => chunk),
  ])

test('neighbours are one run, over small gaps', () => {
  expect(runs([100, 110, 120, 130, 150])).toEqual([[100, 60, 0, 1, 2, 3, 4]])
})

test('far, earlier and overlapping chunks begin another run', () => {
  expect(runs([100, 110, 90_000, 120, 125])).toEqual([
    [100, 20, 0, 1],
    [90_000, 10, 2],
    [120, 10, 3],
    [125, 10, 4],
  ])
})

test('runs are bounded, and one chunk is a run whatever its length', () => {
  expect(runs([100, 110, 120, 130, 140], 20)).toEqual([
    [100, 20, 0, 1],
    [120, 20, 2, 3],
    [140, 10, 4],
  ])
  expect(runs([100, 110, 120, 130, 140], 5)).toHaveLength(5)
})

test('chunks that were never written are in no run', () => {
  const sparse = { offsets: [100, 0, 110, 0, 0], byteCounts: [10, 0, 10, 0, 0] }
  expect(chunkRuns(sparse, parts, () => 10, 1000)).toMatchObject([
    { offset: 100, length: 20, parts: [{ chunk: 0 }, { chunk: 2 }] },
  ])
})
