import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readYolo } from '../../../../src-main/core/imports/yolo/read-yolo.ts'

let path = ''
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'touchstone-yolo-')), 'a.txt')
})
afterEach(() => rm(join(path, '..'), { recursive: true }))

async function read(text: string) {
  await writeFile(path, text)
  return readYolo(path, { height: 10, width: 20 })
}

test('shares become pixels, and the class stays', async () => {
  const { outlines } = await read('3 0.1 0.2 0.5 0.2 0.5 0.6\n\n0 0 0 1 0 1 1 0.93\r\n')
  expect(outlines.map(({ className, rings }) => [className, rings])).toEqual([
    ['3', [[2, 2, 10, 2, 10, 6]]],
    ['0', [[0, 0, 20, 0, 20, 10]]],
  ])
  expect((await read('')).outlines).toEqual([])
})

test.each([
  ['0 0.5 0.5 0.1 0.1', /line 1 is a box/],
  ['0 12 5 14 5 14 9', /line 1 has the corner 12; .*so these are pixels/],
  ['cell 0.1 0.2 0.3 0.2 0.3 0.4', /a class number and corners are expected/],
  ['0 0.1 0.2 0.3 0.2 0.3 x', /line 1: a class number/],
  ['0 0.1 0.2 0.3', /fewer than three corners/],
])('%s is refused', async (text, reason) => {
  await expect(read(text)).rejects.toThrow(reason)
})
