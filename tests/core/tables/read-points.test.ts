import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseDelimited } from '../../../src-main/core/tables/delimited.ts'
import { pointsOfTable, readPoints } from '../../../src-main/core/tables/read-points.ts'

const points = (text: string) => pointsOfTable(parseDelimited('a.csv', text))

test('coordinates come in array order, scores where the file has them', () => {
  const read = points('x,y,score\n1,2,0.5\n3,4,0.25\n')
  expect(read).toMatchObject({ dimensions: 2, unit: null })
  expect([...read.coordinates]).toEqual([2, 1, 4, 3])
  expect([...read.scores!]).toEqual([0.5, 0.25])
  expect(points('y,x\n').scores).toBeNull()
})

const trackMate = [
  'LABEL,ID,QUALITY,POSITION_X,POSITION_Y,POSITION_Z,FRAME',
  'Label,Spot ID,Quality,X,Y,Z,Frame',
  'Label,Spot ID,Quality,X,Y,Z,Frame',
  ',,(quality),(micron),(micron),(micron),',
  'ID1,1,7.5,1.5,2.5,0,0',
  'ID2,2,9,3,4,0,0',
]

test('TrackMate: the lines of head are passed over, their unit is kept, a z of 0 is a plane', () => {
  const read = points(trackMate.join('\n'))
  expect(read).toMatchObject({ dimensions: 2, unit: 'um' })
  expect([...read.coordinates]).toEqual([2.5, 1.5, 4, 3])
  expect([...read.scores!]).toEqual([7.5, 9])
})

test('points of several frames are refused, and an id that stands twice', () => {
  const frames = [...trackMate, 'ID3,3,9,3,4,0,1'].join('\n')
  expect(() => points(frames)).toThrow(/FRAME is 0 in line 5 and 1 in line 7/)
  expect(() => points('id,y,x\n7,1,2\n7,3,4')).toThrow(
    expect.objectContaining({
      code: 'dataset-invalid',
      message: 'a.csv holds the id 7 twice, in line 2 and line 3; every point has its own.',
    }),
  )
})

test('a coordinate that is no number is named by its line', () => {
  expect(() => points('y,x\n1,2\nNaN,4')).toThrow(/a.csv, line 3: the column y is "NaN"/)
})

test('nanometres become micrometres', () => {
  expect([...points('x [nm],y [nm]\n1500,2500').coordinates]).toEqual([2.5, 1.5])
})

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-points-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('lists of JSON are in array order', async () => {
  const path = join(folder, 'a.json')
  await writeFile(path, '[[1,2,3],[4,5,6]]')
  expect(await readPoints(path)).toMatchObject({ dimensions: 3, scores: null })
})
