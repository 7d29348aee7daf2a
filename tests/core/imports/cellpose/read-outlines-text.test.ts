import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOutlinesText } from '../../../../src-main/core/imports/cellpose/read-outlines-text.ts'
import { drawOutlines } from '../../../../src-main/core/imports/draw-outlines.ts'

let path = ''
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'touchstone-outlines-')), 'a_cp_outlines.txt')
})
afterEach(() => rm(join(path, '..'), { recursive: true }))

async function read(text: string) {
  await writeFile(path, text)
  return readOutlinesText(path)
}

test('border pixels belong to their object, and so does what they enclose', async () => {
  // a 3 x 4 block but for one corner, by its border pixels
  const file = await read('1,1,1,2,1,3,2,4,3,4,3,3,3,2,3,1,2,1\n')
  const { data } = drawOutlines(file, { height: 6, width: 5, depth: 1 })
  const rows = Array.from({ length: 6 }, (_, y) => data.subarray(y * 5, y * 5 + 5).join(''))
  expect(rows).toEqual(['00000', '01110', '01110', '01110', '00110', '00000'])
})

test('an empty file has no objects; lines that are no pairs are refused by number', async () => {
  expect((await read('\n')).outlines).toEqual([])
  await expect(read('1,1,2,1,2,2\n1,2,3\n')).rejects.toThrow(/line 2: pairs x,y/)
  await expect(read('1,1,2,1,2,x')).rejects.toThrow(/line 1: pairs/)
})
