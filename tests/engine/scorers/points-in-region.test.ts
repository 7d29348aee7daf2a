import { afterAll, expect, test } from 'vitest'
import { labelFiles, scored } from './label-files.ts'

const files = labelFiles()
afterAll(() => {
  files.remove()
})
const table = (name: string, rows: readonly (readonly number[])[]): string =>
  files.writeBytes(
    `${name}.csv`,
    new TextEncoder().encode(`y,x\n${rows.map((row) => row.join(',')).join('\n')}\n`),
  )
const left = Array.from({ length: 100 }, (_, place) => Number(place % 10 < 5))
const path = files.write('left', [10, 10], left, '|u1')
const truth = table('truth', [
  [2, 2],
  [2, 8],
])
const prediction = table('prediction', [
  [2, 2.4],
  [9, 8],
  [7, 4.4],
])

test('points that nobody annotated leave both sides, and are counted', async () => {
  const all = await scored('detection', truth, prediction)
  expect(all.scores['f1-points']).toEqual({ value: 0.4 })
  const region = { kind: 'annotated', path } as const
  const { scores, notes } = await scored('detection', truth, prediction, {}, { region })
  expect(scores['precision-points']).toEqual({ value: 0.5 })
  expect(scores['recall-points']).toEqual({ value: 1 })
  expect(notes).toContain(
    '1 true and 1 predicted points lie outside what was annotated and were left out.',
  )
})

test('a point beyond the mask is an error wherever it is', async () => {
  const beyond = table('beyond', [
    [2, 2],
    [2, 40],
  ])
  const region = { kind: 'ignored', path } as const
  const { scores } = await scored('detection', truth, beyond, {}, { region })
  expect(scores['precision-points']).toEqual({ value: 0 })
})

test('points of other dimensions than the mask are refused', async () => {
  const flat = files.write('stack', [2, 10, 10], [...left, ...left], '|u1')
  await expect(
    scored('detection', truth, prediction, {}, { region: { kind: 'annotated', path: flat } }),
  ).rejects.toThrow(/have 2 coordinates and the mask of annotated pixels .*stack\.npy has 3 axes/)
})
