import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawOutlines } from '../../../../src-main/core/imports/draw-outlines.ts'
import { readNapariShapes } from '../../../../src-main/core/imports/napari/read-napari-shapes.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-napari-'))
})
afterEach(() => rm(folder, { recursive: true }))

const head = 'index,shape-type,vertex-index,axis-0,axis-1'
async function read(rows: readonly string[], header = head) {
  const path = join(folder, 'a_shapes.csv')
  await writeFile(path, `${[header, ...rows].join('\n')}\n`)
  return readNapariShapes(path)
}
const drawn = async (rows: readonly string[], header = head, depth = 1) => [
  ...drawOutlines(await read(rows, header), { height: 4, width: 6, depth }).data,
]

test('y stands before x, and whole numbers are the centres of pixels', async () => {
  const { outlines } = await read(['0,polygon,0,1,2', '0,polygon,1,1,4', '0,polygon,2,3,2'])
  expect(outlines).toMatchObject([
    { name: '0', plane: null, rings: [[2.5, 1.5, 4.5, 1.5, 2.5, 3.5]] },
  ])
})

test('corners are taken in the order of vertex-index, wherever their rows stand', async () => {
  const rows = ['3,rectangle,2,1.5,3.5', '3,rectangle,0,-0.5,0.5', '3,rectangle,3,1.5,0.5']
  expect(await drawn([...rows, '3,rectangle,1,-0.5,3.5'])).toEqual(
    [[0, 1, 1, 1, 0, 0], [0, 1, 1, 1, 0, 0], Array(12).fill(0)].flat(),
  )
})

test('an ellipse fills its box as far as its curve reaches', async () => {
  const corners = ['-0.5,-0.5', '-0.5,3.5', '3.5,3.5', '3.5,-0.5']
  expect(await drawn(corners.map((corner, at) => `0,ellipse,${at},${corner}`))).toEqual(
    [
      [0, 1, 1, 0, 0, 0],
      [1, 1, 1, 1, 0, 0],
      [1, 1, 1, 1, 0, 0],
      [0, 1, 1, 0, 0, 0],
    ].flat(),
  )
})

const inStack = `${head},axis-2`
test('in a stack the first axis is the plane', async () => {
  const rows = ['0,polygon,0,1,0,0', '0,polygon,1,1,0,5', '0,polygon,2,1,3,5']
  const data = await drawn(rows, inStack, 2)
  expect(data.slice(0, 24).some((label) => label > 0)).toBe(false)
  expect(data.slice(24).some((label) => label > 0)).toBe(true)
})

test('a shape across planes, and shapes of several times, are refused', async () => {
  const rows = ['0,polygon,0,1,0,0', '0,polygon,1,2,0,5', '0,polygon,2,1,3,5']
  await expect(read(rows, inStack)).rejects.toThrow(/the shape 0 lies at axis-0 1 and 2/)
  const at = (index: number, t: number) =>
    ['0,0', '0,5', '3,5'].map((place, corner) => `${index},polygon,${corner},${t},1,${place}`)
  await expect(read([...at(0, 0), ...at(1, 1)], `${inStack},axis-3`)).rejects.toThrow(
    'several time points',
  )
})

test('lines are left out and told; alone they are no objects', async () => {
  const line = ['1,path,0,0,0', '1,path,1,2,2', '1,path,2,3,0']
  const { outlines, notes } = await read([
    ...['0,polygon,0,1,2', '0,polygon,1,1,4', '0,polygon,2,3,2'],
    ...line,
  ])
  expect(outlines).toHaveLength(1)
  expect(notes).toEqual(['1 open shape (lines, paths) without an area: left out.'])
  await expect(read(line)).rejects.toMatchObject({ code: 'not-a-label-image' })
})

test('an empty layer has no objects', async () => {
  expect((await read([])).outlines).toEqual([])
})

test.each([
  ['other columns', ['1,2,3'], 'index,axis-0,axis-1', /shapes of napari have/],
  ['too few corners', ['0,polygon,0,1,2', '0,polygon,1,1,4'], head, /a polygon of 2 corners/],
  ['a kind that is not known', ['0,star,0,1,2'], head, /of the kind star/],
  ['words for numbers', ['0,polygon,0,a,2', '0,polygon,1,1,4', '0,polygon,2,3,2'], head, /axis-0/],
] as const)('%s are refused', async (_what, rows, header, message) => {
  await expect(read([...rows], header)).rejects.toThrow(message)
})
