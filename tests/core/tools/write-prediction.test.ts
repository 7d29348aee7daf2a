import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestOfFile } from '../../../src-main/core/images/file-digest.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { writePrediction } from '../../../src-main/core/tools/write-prediction.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-write-'))
})
afterEach(() => rm(folder, { recursive: true }))
const rest = {
  pixelSizeUm: { x: 0.5, y: 0.25 },
  provider: null,
  tiles: 0,
  seconds: {},
  notes: [],
}

test.each([
  ['uint16', { kind: 'labels', labels: { shape: [1, 3], data: Uint32Array.of(0, 7, 300) } }],
  ['float32', { kind: 'image', image: { shape: [1, 3], data: Float32Array.of(0, 7, 300) } }],
] as const)('writes %s with pixel size and the hash of its bytes', async (dtype, pixels) => {
  const file = await writePrediction(join(folder, 'new', 'case'), { ...rest, pixels })
  expect(file.sha256).toBe(await digestOfFile(file.path))
  const image = await openImage(file.path)
  expect(image.info).toMatchObject({ dtype, pixelSizeUm: rest.pixelSizeUm })
  expect([...(await image.readAll()).data]).toEqual([0, 7, 300])
  await image.close()
})
