import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testInput } from '../../../src-main/core/tools/test-input.ts'
import { description05 } from '../../fixtures/onnx/description.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'
import { modelOf } from '../models/models.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-test-input-'))
})
afterAll(() => rm(folder, { recursive: true }))

const description = description05()
const [tensor] = modelOf(description).inputs

test('is read with the axes of the description', async () => {
  const values = { shape: [1, 1, 1, 2], values: [3, 4] }
  const path = await writePackage(join(folder, 'with'), { description, testInput: values })
  expect(await testInput(path, tensor!, folder)).toMatchObject({
    axes: ['batch', 'channel', 'y', 'x'],
    shape: [1, 1, 1, 2],
  })
})

test('is null where the file is absent, of other axes, empty, or not named', async () => {
  const none = await writePackage(join(folder, 'none'), { description })
  expect(await testInput(none, tensor!, folder)).toBeNull()
  const flat = { shape: [2], values: [3, 4] }
  const other = await writePackage(join(folder, 'other'), { description, testInput: flat })
  expect(await testInput(other, tensor!, folder)).toBeNull()
  const nothing = { shape: [1, 1, 0, 2], values: [] }
  const empty = await writePackage(join(folder, 'empty'), { description, testInput: nothing })
  expect(await testInput(empty, tensor!, folder)).toBeNull()
  expect(await testInput(none, { ...tensor!, testTensor: null }, folder)).toBeNull()
})
