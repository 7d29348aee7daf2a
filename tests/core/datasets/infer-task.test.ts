import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inferTask } from '../../../src-main/core/datasets/infer-task.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-infer-'))
})
afterEach(() => rm(folder, { recursive: true }))
const truth = (name: string, values: number[], dtype?: 'float32' | 'uint8') =>
  writeNpy(join(folder, `${name}.npy`), [1, values.length], values, dtype)

test('one image with several whole labels decides, empty ones do not', async () => {
  const empty = await truth('empty', [0, 0, 0])
  const labels = await truth('labels', [1, 0, 2])
  expect(await inferTask([empty, labels])).toBe('instances')
  expect(await inferTask([empty])).toBe(null)
  expect(await inferTask([])).toBe(null)
})

test('labels that repeat all over are classes', async () => {
  expect(await inferTask([await truth('classes', [1, 2, 1, 2, 0])])).toBe(null)
})

test('a mask, real numbers or a broken file say nothing', async () => {
  const labels = await truth('labels', [1, 0, 2])
  const real = await truth('real', [0.5, 1], 'float32')
  const broken = join(folder, 'broken.npy')
  await writeFile(broken, 'not an image')
  expect(await inferTask([await truth('mask', [255, 0, 255], 'uint8')])).toBe(null)
  expect(await inferTask([labels, real])).toBe(null)
  expect(await inferTask([labels, broken])).toBe(null)
})
