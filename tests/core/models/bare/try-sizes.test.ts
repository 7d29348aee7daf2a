import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '../../../../src-main/core/inference/session.ts'
import { trySizes } from '../../../../src-main/core/models/bare/try-sizes.ts'
import { channelsModel, halvingModel, validModel } from '../../../fixtures/onnx/bare-models.ts'
import { identityModel, nearestUpscaleModel } from '../../../fixtures/onnx/onnx-model.ts'
import { twoClassModel } from '../../../fixtures/onnx/czann.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-try-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function tried(bytes: Uint8Array, axes = 'bcyx', outputAxes = axes) {
  const path = join(folder, 'm.onnx')
  await writeFile(path, bytes)
  const session = await openSession(path, { threads: 1 })
  try {
    return await trySizes(session, axes, outputAxes)
  } finally {
    await session.close()
  }
}

test('a network that halves once takes even sides', async () => {
  expect(await tried(halvingModel(['h', 'w']))).toMatchObject({
    ...{ taken: [64, 128, 66], refused: [65], multiple: 2, channels: 1 },
    relation: { scale: 1, offsetPx: 0 },
  })
})

test('one that only passes values on takes every side', async () => {
  expect(await tried(identityModel([1, 1, 'h', 'w']))).toMatchObject({ multiple: 1, refused: [] })
})

test('what comes out tells scale and margin', async () => {
  expect(await tried(nearestUpscaleModel(3, ['h', 'w']))).toMatchObject({
    relation: { scale: 3, offsetPx: 0 },
  })
  expect(await tried(validModel())).toMatchObject({ relation: { scale: 1, offsetPx: -2 } })
})

test('of fixed sizes one run is enough', async () => {
  expect(await tried(nearestUpscaleModel(2, [16, 16]))).toMatchObject({
    ...{ taken: [16], multiple: null, relation: { scale: 2, offsetPx: 0 } },
    output: { shape: [1, 1, 32, 32] },
  })
})

test('values and sums over channels are looked at in any order of axes', async () => {
  const softmax = await tried(channelsModel(2, true))
  expect(softmax?.output).toMatchObject({ min: 0.5, max: 0.5, sumsToOne: true, isFinite: true })
  expect((await tried(channelsModel(2)))?.output.sumsToOne).toBe(false)
  expect((await tried(twoClassModel(['h', 'w']), 'byxc'))?.output).toMatchObject({
    ...{ shape: [1, 64, 64, 2], sumsToOne: true },
  })
})

test('a network that takes none of the sizes, or is too large for a look, gives nothing', async () => {
  expect(await tried(identityModel([1, 1, 4096, 4096]))).toBeNull()
  expect(await tried(identityModel([1, 1, 'h', 'w']), 'bcyx', 'byx')).toBeNull()
})

test('open channels are tried as one and three', async () => {
  expect(await tried(identityModel([1, 'c', 'h', 'w']))).toMatchObject({ channels: 1 })
})
