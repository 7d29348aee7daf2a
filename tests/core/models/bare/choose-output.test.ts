import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readerOf, readTensor } from '../../../../src-main/core/inference/tensor-reader.ts'
import { withOutput } from '../../../../src-main/core/models/bare/choose-output.ts'
import { openModel } from '../../../../src-main/core/models/open-model.ts'
import { onnxModel } from '../../../fixtures/onnx/onnx-model.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-output-'))
  // the first output has another rank, the second is the negative
  const bytes = onnxModel({
    inputs: { x: [1, 1, 'h', 'w'] },
    outputs: { vector: [1, 'n'], negative: [1, 1, 'h', 'w'] },
    nodes: [
      { type: 'Flatten', inputs: ['x'], outputs: ['vector'] },
      { type: 'Neg', inputs: ['x'], outputs: ['negative'] },
    ],
  })
  await writeFile(join(folder, 'two.onnx'), bytes)
})
afterEach(() => rm(folder, { recursive: true }))

const open = (output: number) =>
  openModel(join(folder, 'two.onnx'), {
    ...{ cacheDir: folder, threads: 1 },
    parameters: { inputAxes: 'bcyx', output },
  })

test('the chosen output is the only one', async () => {
  const model = await open(1)
  const axes = ['batch', 'channel', 'y', 'x']
  const data = Float32Array.of(1, 2)
  const image = readerOf({ axes, shape: [1, 1, 1, 2], dtype: 'float32', data })
  const run = await model.predict(image, { folder })
  expect(run.outputs).toHaveLength(1)
  expect([...(await readTensor(run.outputs[0]!)).data]).toEqual([-1, -2])
  run.close()
  await model.close()
})

test('an output that is not there, or is no image of these axes, is refused', async () => {
  await expect(open(2)).rejects.toThrow(
    /output 2, but the network has 2 \(0: vector, 1: negative\)/,
  )
  await expect(open(0)).rejects.toMatchObject({ code: 'axes-mismatch' })
})

test('a graph with one output left', () => {
  const value = (name: string) => ({ name, dtype: 'float32' as const, shape: [1] })
  const graph = { inputs: [value('x')], outputs: [value('a'), value('b')] }
  expect(withOutput(graph, 1).outputs).toEqual([value('b')])
})
