/** Spectra of planes of real files, transformed in a real thread. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { powerSpectrumSchema } from '../../src-main/contract/analysis.ts'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { createPlaneSpectra } from '../../src-main/engine/plane-spectrum.ts'
import { createWorkerPool, type WorkerPool } from '../../src-main/engine/worker-pool.ts'
import { newFolder } from '../contract/small-dataset.ts'
import { encodeNpy } from '../fixtures/images/encode-npy.ts'

const worker = join(import.meta.dirname, '..', '..', 'src-main', 'engine', 'worker.ts')
let folder: string
let pool: WorkerPool
beforeAll(() => {
  folder = newFolder()
  pool = createWorkerPool(worker, 1)
})
afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true, force: true })
})

async function spectrumOf(
  name: string,
  height: number,
  width: number,
  value: (i: number) => number,
  signal?: AbortSignal,
) {
  const path = join(folder, name)
  const data = Float32Array.from({ length: height * width }, (_, i) => value(i))
  writeFileSync(path, encodeNpy('<f4', [height, width], new Uint8Array(data.buffer)))
  const source = await openImage(path)
  try {
    return await createPlaneSpectra(() => pool)(source, { t: 0, c: 0, z: 0 }, signal)
  } finally {
    await source.close()
  }
}

test('a wave is found at its frequency', async () => {
  const found = await spectrumOf('wave.npy', 64, 64, (i) => Math.cos((2 * Math.PI * 8 * i) / 64))
  expect(powerSpectrumSchema.parse(found)).toEqual(found)
  expect(found.region).toEqual({ x: 0, y: 0, width: 64, height: 64 })
  const strongest = found.power.indexOf(Math.max(...found.power))
  expect(found.frequencies[strongest]).toBe(8 / 64)
})

test('of a large plane the middle is taken, and told', async () => {
  const { region } = await spectrumOf('long.npy', 16, 2100, (i) => i % 7)
  expect(region).toEqual({ x: 26, y: 0, width: 2048, height: 16 })
})

test('a value that is no number is named with its place', async () => {
  const odd = spectrumOf('odd.npy', 16, 16, (i) => (i === 35 ? NaN : i))
  await expect(odd).rejects.toMatchObject({ code: 'image-not-finite' })
  await expect(odd).rejects.toThrow('x 3, y 2')
})

test('a plane of few pixels has none', async () => {
  await expect(spectrumOf('few.npy', 4, 100, (i) => i)).rejects.toThrow('at least 8')
})

test('what nobody waits for is not begun', async () => {
  const given = spectrumOf('left.npy', 16, 16, (i) => i, AbortSignal.abort())
  await expect(given).rejects.toMatchObject({ code: 'cancelled' })
})
