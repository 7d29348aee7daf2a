import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Predict } from '../../../../src-main/core/tools/check-tool/ask-tool.ts'
import { checkTool } from '../../../../src-main/core/tools/check-tool/check-tool.ts'
import { openModels } from '../../../../src-main/core/tools/open-models.ts'
import { checkInput, labelling } from '../../../fixtures/checked-tool.ts'
import { writeNpy } from '../../../fixtures/datasets/write-npy.ts'
import { description05, input05, output05 } from '../../../fixtures/onnx/description.ts'
import { convolutionModel } from '../../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../../fixtures/onnx/package.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-check-tool-'))
})
afterAll(async () => {
  await openModels.close()
  await rm(folder, { recursive: true })
})

const smooth = Array.from({ length: 9 }, () => 1 / 9)

const valuesOf = async (predict: Predict) => {
  const { checks } = await checkTool(checkInput(folder), {}, predict)
  return Object.fromEntries(checks.map(({ check, value }) => [check, value]))
}

test('a tool that minds only the image passes, and nothing is left behind', async () => {
  const found = await valuesOf(labelling((value) => (value > 100 && value < 200 ? 1 : 0)))
  expect(found).toMatchObject({
    ...{ 'same-output-twice': 0, 'same-output-any-order': 0, 'failed-cases': 0 },
    ...{ 'empty-image': 1, 'cpu-gpu-difference': null, 'tile-seam': null },
  })
  expect(found['seconds-per-megapixel']).toBeGreaterThan(0)
  expect(found['peak-memory-mb']).toBeGreaterThan(10)
  expect(await readdir(folder)).toEqual([])
})

test('a tool that minds the image before, and one that invents objects, are told apart', async () => {
  let [before, last] = ['', '']
  const ordered = labelling((value, { case: { id } }) => {
    if (id !== last) [before, last] = [last, id]
    return value > 100 ? before.length + before.charCodeAt(before.length - 1) : 0
  })
  expect(await valuesOf(ordered)).toMatchObject({ 'empty-image': 1 })
  expect((await valuesOf(ordered))['same-output-any-order']).toBeGreaterThan(0)
  const inventing = await valuesOf(labelling((value) => (value < 100 ? 1 : 0)))
  expect(inventing).toMatchObject({ 'same-output-any-order': 0, 'empty-image': 0 })
})

test('a small network gives the same twice and in any order, on the images that are named', async () => {
  const model = await writePackage(join(folder, 'model'), {
    description: description05({ inputs: [input05()], outputs: [output05()] }),
    weights: convolutionModel(smooth, ['h', 'w']),
  })
  const pixels = Array.from({ length: 64 * 64 }, (_, i) => (i * 7919) % 251)
  const images = await Promise.all(
    ['a', 'b'].map((name, i) =>
      writeNpy(
        join(folder, `${name}.npy`),
        [64, 64],
        pixels.map((value) => value + i),
      ),
    ),
  )
  const cases = images.map((image, i) => ({ id: `case-${String(i)}`, image }))
  const input = checkInput(join(folder, 'cache'), { reference: model, task: 'restoration', cases })
  const { checks, provider, cases: looked } = await checkTool(input)
  const found = Object.fromEntries(checks.map(({ check, value }) => [check, value]))
  expect([provider, looked]).toEqual(['cpu', ['case-0', 'case-1']])
  expect(found).toMatchObject({
    ...{ 'same-output-twice': 0, 'same-output-any-order': 0, 'empty-image': 1 },
  })
})

test('predictions made elsewhere cannot be checked, and it says so', async () => {
  const reference = `predictions:${folder}`
  await expect(checkTool(checkInput(folder, { reference }))).rejects.toThrow(/made elsewhere/)
})
