import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { openModel, type OpenModel } from '../../../src-main/core/models/open-model.ts'
import { noTotals, runParts } from '../../../src-main/core/tools/run-parts.ts'
import { readTensor } from '../../../src-main/core/inference/tensor-reader.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

let folder = ''
let image = ''
const open: OpenModel[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-run-parts-'))
  image = join(folder, 'stack.ome.tif')
  const data = Float32Array.from({ length: 2 * 3 * 8 * 8 }, (_, index) => Math.floor(index / 64))
  await writeRealImage(image, { shape: [2, 3, 8, 8], axes: 'tzyx', data })
})
afterAll(async () => {
  for (const model of open) await model.close()
  await rm(folder, { recursive: true })
})

async function modelOf(name: string, changes: Record<string, unknown>, shape: (number | string)[]) {
  const path = await writePackage(join(folder, name), {
    description: description05(changes),
    weights: identityModel(shape),
  })
  const model = await openModel(path, { cacheDir: folder, threads: 1 })
  open.push(model)
  return model
}

const plan = { sources: [{ from: 'channel', c: 0, sample: 0 } as const], note: null }

test('a 2D network sees every plane of every time once, in order', async () => {
  const model = await modelOf('plane', {}, [1, 1, 'y', 'x'])
  const source = await openImage(image)
  const totals = noTotals()
  const seen: number[][] = []
  const order = { times: 2, cacheDir: folder }
  for await (const { t, z, outputs } of runParts(model, source, plan, order, totals)) {
    const { data } = await readTensor(outputs[0]!)
    seen.push([t, z, data[0]!])
  }
  await source.close()
  expect(seen).toEqual([0, 1, 2, 3, 4, 5].map((n) => [Math.floor(n / 3), n % 3, n]))
  expect(totals.tiles).toBe(6)
})

test('a 3D network sees each stack at once', async () => {
  const volume = (axes: readonly object[]) => [axes[0], axes[1], depth, axes[2], axes[3]]
  const depth = { type: 'space', id: 'z', size: { min: 1, step: 1 } }
  const follows = { type: 'space', id: 'z', size: { tensor_id: 'raw', axis_id: 'z' } }
  const output = output05()
  const [batch, channel, y, x] = output['axes'] as object[]
  const changes = {
    inputs: [input05({ axes: volume(input05()['axes'] as object[]) })],
    outputs: [output05({ axes: [batch, channel, follows, y, x] })],
  }
  const model = await modelOf('volume', changes, [1, 1, 'z', 'y', 'x'])
  const source = await openImage(image)
  const shapes: unknown[] = []
  const order = { times: 2, cacheDir: folder }
  for await (const { t, z, outputs } of runParts(model, source, plan, order, noTotals()))
    shapes.push([t, z, outputs[0]!.shape.join()])
  await source.close()
  expect(shapes).toEqual([
    [0, 0, '1,1,3,8,8'],
    [1, 0, '1,1,3,8,8'],
  ])
})
