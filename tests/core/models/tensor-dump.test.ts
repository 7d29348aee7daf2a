import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { parseNpyTensor } from '../../../src-main/core/models/packages/npy-tensor.ts'
import { createTensorDump } from '../../../src-main/core/models/tensor-dump.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-dump-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const tensor = (...values: number[]): Tensor => ({
  axes: ['x'],
  shape: [values.length],
  dtype: 'float32',
  data: Float32Array.from(values),
})

test('one file per step in order, listed with figures and hashes', () => {
  const dump = createTensorDump(join(folder, 'new'))
  dump.add('raw', 'input', 'input', tensor(1, 2, 6))
  dump.add('re/sult', 'network', 'network', tensor(NaN, Infinity, 4))
  dump.add('result', 'postprocessing', 'sigmoid', tensor(NaN))
  dump.finish({ model: 'Tiny' })
  const names = readdirSync(join(folder, 'new')).toSorted()
  expect(names).toEqual([
    '00-raw-input.npy',
    '01-re_sult-network.npy',
    '02-result-sigmoid.npy',
    'index.json',
  ])
  const index = JSON.parse(readFileSync(join(folder, 'new', 'index.json'), 'utf8')) as {
    steps: { sha256: string }[]
  }
  expect(index).toMatchObject({
    formatVersion: 1,
    model: 'Tiny',
    steps: [
      {
        file: names[0],
        tensor: 'raw',
        stage: 'input',
        step: 'input',
        axes: ['x'],
        shape: [3],
        dtype: 'float32',
        min: 1,
        max: 6,
        mean: 3,
        notFinite: 0,
      },
      { min: 4, max: 4, mean: 4, notFinite: 2 },
      { min: null, max: null, mean: null, notFinite: 1 },
    ],
  })
  const bytes = readFileSync(join(folder, 'new', names[0]!))
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(index.steps[0]!.sha256)
  expect(parseNpyTensor(bytes, 'a', ['x'])).toEqual(tensor(1, 2, 6))
})

test('a folder with files is left alone', () => {
  createTensorDump(folder).add('raw', 'input', 'input', tensor(1))
  expect(() => createTensorDump(folder)).toThrow(
    expect.objectContaining({ code: 'conflict' }) as Error,
  )
  expect(readdirSync(folder)).toEqual(['00-raw-input.npy'])
})
