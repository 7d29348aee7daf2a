import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSegNpy } from '../../../../src-main/core/imports/cellpose/read-seg-npy.ts'
import { segNpy } from '../../../fixtures/imports/seg-npy.ts'

let path = ''
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'touchstone-seg-')), 'a_seg.npy')
})
afterEach(() => rm(join(path, '..'), { recursive: true }))

const masks = { shape: [2, 3], masks: [0, 1, 1, 0, 300, 300] }

async function read(content: Uint8Array) {
  await writeFile(path, content)
  return readSegNpy(path)
}

test('the masks come out of the dictionary as they were saved', async () => {
  const { shape, data } = await read(segNpy(masks))
  expect(shape).toEqual([2, 3])
  expect([...data]).toEqual([0, 1, 1, 0, 300, 300])
})

test('a pickle that asks for code is refused by the name of the code', async () => {
  await expect(read(segNpy({ ...masks, calls: ['os', 'system'] }))).rejects.toMatchObject({
    code: 'not-allowed',
    message: expect.stringMatching(
      /a_seg\.npy asks for os\.system, which is code .* nothing of it was run/,
    ) as string,
  })
})

test('masks of real numbers, of a wrong length, or cut off, are refused', async () => {
  await expect(read(segNpy({ ...masks, type: 'f4' }))).rejects.toThrow(
    /of type f4 and have 2 dimensions/,
  )
  await expect(read(segNpy({ ...masks, shape: [2, 4] }))).rejects.toThrow(/stated as 2 x 4/)
  await expect(read(segNpy({ ...masks, shape: [6] }))).rejects.toThrow(/1 dimensions/)
  const whole = segNpy(masks)
  await expect(read(whole.subarray(0, whole.length - 40))).rejects.toThrow(/pickle cannot be read/)
  await expect(read(whole.subarray(1))).rejects.toThrow(/not a file that Cellpose saves/)
})
