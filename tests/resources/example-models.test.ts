import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { decodingSchema } from '../../src-main/contract/tool-file.ts'
import { checkModel } from '../../src-main/core/models/check-model.ts'
import * as files from './example-files.ts'

const tensorFile = z.object({ source: z.string(), sha256: z.string() })
const axis = z.object({
  type: z.string(),
  size: z.unknown().optional(),
  halo: z.number().optional(),
})
const descriptionSchema = z.object({
  format_version: z.literal('0.5.4'),
  license: z.literal('CC0-1.0'),
  inputs: z.tuple([z.object({ axes: z.array(axis), test_tensor: tensorFile })]),
  outputs: z.tuple([z.object({ axes: z.array(axis), test_tensor: tensorFile })]),
  weights: z.object({ onnx: tensorFile }),
  config: z.object({ touchstone: z.object({ decoding: decodingSchema }) }),
})

const modelsDir = `${files.examplesDir}/models`
const describePackage = (name: string): z.infer<typeof descriptionSchema> =>
  descriptionSchema.parse(parse(readFileSync(`${modelsDir}/${name}/rdf.yaml`, 'utf8')))

interface Example {
  readonly name: string
  readonly prepare: (counts: ArrayLike<number>) => Float32Array
  readonly finish: (output: Float32Array) => Float32Array
  readonly image: string // long enough for a tile with halo inside
  readonly alignmentPx: number
  readonly haloPx: number
  readonly tooSmallHaloPx: number
}
const examples: Example[] = [
  {
    name: 'nuclei-unet',
    prepare: files.normalise,
    finish: (output) => output,
    image: 'nuclei/images/nuclei-01.tif',
    alignmentPx: 8,
    haloPx: 56,
    tooSmallHaloPx: 16,
  },
  {
    name: 'denoiser',
    prepare: files.scaleCounts,
    finish: (output) => output.map((value) => value * 400 + 50),
    image: 'denoising/images/denoising-01.tif',
    alignmentPx: 4,
    haloPx: 24,
    tooSmallHaloPx: 8,
  },
]

test('the two models together stay under 10 MB', () => {
  const sizes = examples.map(({ name }) => statSync(`${modelsDir}/${name}/weights.onnx`).size)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(10e6)
})

describe.each(examples)('$name', (example) => {
  const folder = `${modelsDir}/${example.name}`
  const description = describePackage(example.name)
  const [input] = description.inputs
  const [output] = description.outputs
  const weights = `${folder}/weights.onnx`

  test('states the digests of its weights and test tensors', () => {
    for (const file of [input.test_tensor, output.test_tensor, description.weights.onnx])
      expect([file.source, file.sha256]).toEqual([
        file.source,
        files.sha256(`${folder}/${file.source}`),
      ])
  })

  test('documents its validation, its limits and its training', () => {
    const text = readFileSync(`${folder}/README.md`, 'utf8')
    for (const heading of ['Validation', 'Limits', 'Training'])
      expect(text).toContain(`## ${heading}`)
    expect(text).toContain('say nothing about real images')
  })

  test('leaves at least one pixel inside the halo of its smallest block', () => {
    const smallest = z.object({ min: z.number(), step: z.number() })
    for (const [index, { type, halo }] of output.axes.entries()) {
      if (type !== 'space') continue
      const { min, step } = smallest.parse(input.axes[index]!.size)
      expect(halo).toBe(example.haloPx)
      expect(min - 2 * halo!).toBeGreaterThanOrEqual(1)
      expect([min % example.alignmentPx, step % example.alignmentPx]).toEqual([0, 0])
    }
  })

  test('gives its test output to 1e-5 of the largest value', async () => {
    const { shape, data } = files.readFloat32Npy(`${folder}/${input.test_tensor.source}`)
    const expected = files.readFloat32Npy(`${folder}/${output.test_tensor.source}`).data
    const raw = await files.runNetwork(weights, example.prepare(data), shape[2]!, shape[3]!)
    expect(largestDifference(example.finish(raw), expected)).toBeLessThan(1e-5 * largest(expected))
  })

  test('passes the check of model packages without errors or warnings', async () => {
    const cacheDir = mkdtempSync(join(tmpdir(), 'touchstone-examples-'))
    try {
      expect(await checkModel(folder, { cacheDir })).toMatchObject({
        valid: true,
        formatVersion: '0.5.4',
        errors: [],
        warnings: [],
        testOutputs: { passed: true, mismatchedPerMillion: 0 },
      })
    } finally {
      rmSync(cacheDir, { recursive: true })
    }
  })

  test('gives a tile with its halo the pixels of the whole image, and with a smaller halo not', async () => {
    const image = await files.readTiff(`${files.examplesDir}/${example.image}`)
    const { height, width } = image
    const prepared = example.prepare(image.data)
    const whole = await files.runNetwork(weights, prepared, height, width)
    const seam = async (haloPx: number): Promise<number> => {
      const inner = { y: 80, x: 64, height: 32, width: 40 }
      const tile = grow(inner, haloPx)
      const pixels = crop(prepared, width, tile)
      const tiled = await files.runNetwork(weights, pixels, tile.height, tile.width)
      const at = { ...inner, y: haloPx, x: haloPx }
      return largestDifference(crop(tiled, tile.width, at), crop(whole, width, inner))
    }
    const tolerance = 1e-5 * largest(whole)
    expect(await seam(example.haloPx)).toBeLessThan(tolerance)
    expect(await seam(example.tooSmallHaloPx)).toBeGreaterThan(tolerance)
  })
})

interface Rectangle {
  readonly y: number
  readonly x: number
  readonly height: number
  readonly width: number
}

function grow({ y, x, height, width }: Rectangle, by: number): Rectangle {
  return { y: y - by, x: x - by, height: height + 2 * by, width: width + 2 * by }
}

/** The rectangle of the first channel. */
function crop(
  data: Float32Array,
  dataWidth: number,
  { y, x, height, width }: Rectangle,
): Float32Array {
  const result = new Float32Array(height * width)
  for (let row = 0; row < height; row++) {
    const start = (y + row) * dataWidth + x
    result.set(data.subarray(start, start + width), row * width)
  }
  return result
}

function largest(values: Float32Array): number {
  return values.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0)
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((highest, value, i) => Math.max(highest, Math.abs(value - b[i]!)), 0)
}
