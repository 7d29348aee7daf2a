import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyFurtherFiles } from '../../../../src-main/core/models/bare/further-files.ts'
import { externalBytes, onnxModel } from '../../../fixtures/onnx/onnx-model.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-further-'))
  await mkdir(join(folder, 'from', 'sub'), { recursive: true })
  await mkdir(join(folder, 'to'))
})
afterEach(() => rm(folder, { recursive: true }))

async function copied(first: string, second: string) {
  const weight = { shape: [1], values: [2] }
  const bytes = onnxModel({
    inputs: { x: [1, 1, 4, 4] },
    outputs: { y: [1, 1, 4, 4] },
    weights: { v: { ...weight, location: first }, w: { ...weight, location: second } },
    nodes: [
      { type: 'Mul', inputs: ['x', 'v'], outputs: ['t'] },
      { type: 'Mul', inputs: ['t', 'w'], outputs: ['y'] },
    ],
  })
  await writeFile(join(folder, 'from', 'm.onnx'), bytes)
  const copy = join(folder, 'to', 'renamed.onnx')
  await copyFile(join(folder, 'from', 'm.onnx'), copy)
  return copyFurtherFiles(copy, join(folder, 'from'))
}
const data = externalBytes({ shape: [1], values: [2] })

test('every further file comes along, folders included', async () => {
  await writeFile(join(folder, 'from', 'a.bin'), data)
  await writeFile(join(folder, 'from', 'sub', 'b.bin'), data)
  const graph = await copied('a.bin', 'sub/b.bin')
  expect(graph.inputs[0]?.shape).toEqual([1, 1, 4, 4])
  expect(await readFile(join(folder, 'to', 'sub', 'b.bin'))).toEqual(Buffer.from(data))
})

test('one that is not there, or lies outside, is named', async () => {
  await writeFile(join(folder, 'from', 'a.bin'), data)
  await expect(copied('a.bin', 'gone.bin')).rejects.toMatchObject({ code: 'weights-missing' })
  await expect(copied('a.bin', 'gone.bin')).rejects.toThrow(/gone\.bin, which does not lie in/)
  await writeFile(join(folder, 'secret.bin'), data)
  await expect(copied('a.bin', '../secret.bin')).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a link to a file elsewhere is not followed', async () => {
  await writeFile(join(folder, 'secret.bin'), data)
  await symlink(join(folder, 'secret.bin'), join(folder, 'from', 'a.bin'))
  await expect(copied('a.bin', 'a.bin')).rejects.toMatchObject({ code: 'not-allowed' })
})
