import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  pointsOfLabels,
  pointsOfSpots,
  writePoints,
} from '../../../src-main/core/tools/found-points.ts'
import { readPoints } from '../../../src-main/core/tables/read-points.ts'

test('an object becomes its centroid, in array order', () => {
  const labels = { shape: [2, 4], data: Uint32Array.from([7, 7, 0, 0, 7, 7, 0, 3]) }
  const { coordinates, scores, dimensions } = pointsOfLabels(labels)
  expect([...coordinates]).toEqual([1, 3, 0.5, 0.5])
  expect([scores, dimensions]).toEqual([null, 2])
})

test('what is written is read back bit for bit, scores and unit included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-points-'))
  const points = pointsOfSpots([{ pixel: 0, point: [1 / 3, 2], score: 0.1 }], 2)
  const { path } = await writePoints(join(folder, 'new'), points)
  const read = await readPoints(path)
  expect([[...read.coordinates], [...read.scores!], read.unit]).toEqual([[1 / 3, 2], [0.1], null])
  const inUm = await writePoints(folder, { ...points, scores: null, unit: 'um' })
  expect(await readFile(inUm.path, 'utf8')).toBe('y_um,x_um\n0.3333333333333333,2\n')
  expect((await readPoints(inUm.path)).unit).toBe('um')
  await rm(folder, { recursive: true })
})

test('no points are a table without rows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-points-'))
  const { path } = await writePoints(folder, pointsOfSpots([], 3))
  expect(await readFile(path, 'utf8')).toBe('z,y,x,score\n')
  expect((await readPoints(path)).coordinates).toHaveLength(0)
  await rm(folder, { recursive: true })
})
