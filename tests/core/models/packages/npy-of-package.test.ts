import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { npyOfPackage } from '../../../../src-main/core/models/packages/npy-of-package.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'
import { npyFile } from '../../../fixtures/onnx/npy.ts'
import { identityModel } from '../../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../../fixtures/onnx/package.ts'

const bytes = npyFile([1, 2], [3, 4])
let folder = ''
let path = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-npy-of-package-'))
  path = await writePackage(join(folder, 'model'), {
    description: description05(),
    weights: identityModel([1, 1, 'y', 'x']),
  })
  await writeFile(join(path, 'tensor.npy'), bytes)
})
afterAll(() => rm(folder, { recursive: true }))

const read = (file: { source: string; sha256: string | null }, of = path) =>
  npyOfPackage(of, join(folder, 'cache'), file, ['y', 'x'])

test('a tensor is found beside the description, its hash compared where one is stated', async () => {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const tensor = await read({ source: 'tensor.npy', sha256 })
  expect(tensor).toMatchObject({ axes: ['y', 'x'], shape: [1, 2] })
  expect([...tensor!.data]).toEqual([3, 4])
  await expect(read({ source: 'tensor.npy', sha256: '0'.repeat(64) })).rejects.toMatchObject({
    code: 'weights-hash-mismatch',
  })
  await expect(read({ source: 'absent.npy', sha256: null })).rejects.toThrow(/absent\.npy/)
})

test('bare weights bring nothing along', async () => {
  const bare = join(folder, 'bare.onnx')
  await writeFile(bare, identityModel([1, 1, 'y', 'x']))
  expect(await read({ source: 'tensor.npy', sha256: null }, bare)).toBeNull()
})
