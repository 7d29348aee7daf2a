import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { locateWeights } from '../../../../src-main/core/models/bare/locate-weights.ts'
import { writeCzann } from '../../../fixtures/onnx/czann.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-weights-'))
})
afterEach(() => rm(folder, { recursive: true }))
const locate = (path: string) => locateWeights(path, join(folder, 'cache'))

test('weights are the file itself, or the network in a container', async () => {
  const onnx = join(folder, 'm.onnx')
  await writeFile(onnx, 'x')
  expect(await locate(onnx)).toMatchObject({ weights: onnx, container: null, problem: null })
  const path = await writeCzann(join(folder, 'm.czann'))
  const found = await locate(path)
  expect(found.weights).toMatch(/model\.model$/)
  expect(found.container?.manifest.Type).toBe('SingleClassSemanticSegmentation')
})

test('what is wrong with a container is an answer', async () => {
  const path = await writeCzann(join(folder, 'm.czann'), { weights: null })
  expect((await locate(path)).problem).toMatch(/holds no model\.model/)
})

test('a package is no bare weights, and nothing is nothing', async () => {
  const path = join(folder, 'rdf.yaml')
  await writeFile(path, 'type: model\n')
  await expect(locate(path)).rejects.toThrow(/has a description/)
  await expect(locate(join(folder, 'none.onnx'))).rejects.toMatchObject({ code: 'file-not-found' })
})
