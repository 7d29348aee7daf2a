import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { examplesDir, readDataset, readTiff, type Pixels } from './example-files.ts'

const nucleiDir = `${examplesDir}/nuclei`
const denoisingDir = `${examplesDir}/denoising`

async function readCases(folder: string): Promise<{ id: string; image: Pixels; truth: Pixels }[]> {
  const cases = []
  for (const { id, image, truth } of readDataset(folder).cases!) {
    const pair = {
      image: await readTiff(`${folder}/${image}`),
      truth: await readTiff(`${folder}/${truth}`),
    }
    cases.push({ id: id!, ...pair })
  }
  return cases
}

describe.each([
  ['nuclei', nucleiDir, 'instances', 16],
  ['denoising', denoisingDir, 'restoration', 12],
])('the %s example', (_name, folder, task, count) => {
  test('states its task, licence, nominal pixel size and at least twelve distinct test cases', () => {
    const dataset = readDataset(folder)
    expect(dataset).toMatchObject({ task, licence: 'CC0-1.0', pixelSizeUm: { x: 0.5, y: 0.5 } })
    expect(dataset.cases).toHaveLength(count)
    expect(new Set(dataset.cases!.map((entry) => entry.id)).size).toBe(count)
    expect(dataset.cases!.every((entry) => entry.role === 'test')).toBe(true)
  })

  test('has 16-bit images of the shape of their truth, with the pixel size in the file', async () => {
    for (const { id, image, truth } of await readCases(folder)) {
      expect([id, image.bits]).toEqual([id, 16])
      expect([id, image.height, image.width]).toEqual([id, truth.height, truth.width])
      expect([id, image.pixelsPerUm, truth.pixelsPerUm]).toEqual([id, 2, 2])
      expect(image.description).toContain('unit=um')
    }
  })
})

test('nuclei are labelled 1 to n without gaps, 1098 in all, and in every image some touch', async () => {
  let nuclei = 0
  for (const { id, truth } of await readCases(nucleiDir)) {
    const labels = new Set(Array.from(truth.data))
    labels.delete(0)
    expect([id, Math.max(...labels)]).toEqual([id, labels.size])
    expect([id, touchingPairs(truth) > 0]).toEqual([id, true])
    nuclei += labels.size
  }
  expect(nuclei).toBe(1098)
})

test('noisy images differ from their noise-free truth by noise without bias', async () => {
  for (const { id, image, truth } of await readCases(denoisingDir)) {
    const { mean, deviation } = difference(image.data, truth.data)
    expect([id, deviation > 3]).toEqual([id, true]) // at least the smallest read noise, in counts
    // five standard errors of a mean over all pixels
    expect([id, Math.abs(mean) < (5 * deviation) / Math.sqrt(image.data.length)]).toEqual([
      id,
      true,
    ])
  }
})

test('training, examples and test tensors use different seeds', () => {
  const recipe = `${examplesDir}/generate`
  const ranges = [
    seedRange(`${recipe}/train.py`, 'TRAINING_SEEDS'),
    seedRange(`${recipe}/make_datasets.py`, 'NUCLEI_SEEDS'),
    seedRange(`${recipe}/make_datasets.py`, 'DENOISING_SEEDS'),
  ]
  expect(ranges.map(([from, to]) => to - from)).toEqual([160, 16, 12])
  const seeds = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from }, (_, i) => from + i),
  )
  const testSeed = /TEST_SEED, .* = ([\d_]+),/.exec(
    readFileSync(`${recipe}/make_packages.py`, 'utf8'),
  )
  seeds.push(Number(testSeed![1]!.replaceAll('_', '')))
  expect(new Set(seeds).size).toBe(160 + 16 + 12 + 1)
})

function touchingPairs({ data, width }: Pixels): number {
  const pairs = new Set<string>()
  for (let i = 0; i < data.length - width; i++) {
    const label = data[i]!
    const neighbours = (i + 1) % width === 0 ? [data[i + width]!] : [data[i + 1]!, data[i + width]!]
    for (const other of neighbours)
      if (label > 0 && other > 0 && label !== other) pairs.add(`${label} ${other}`)
  }
  return pairs.size
}

function difference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { mean: number; deviation: number } {
  let sum = 0
  let squares = 0
  for (let i = 0; i < a.length; i++) {
    sum += a[i]! - b[i]!
    squares += (a[i]! - b[i]!) ** 2
  }
  const mean = sum / a.length
  return { mean, deviation: Math.sqrt(squares / a.length - mean * mean) }
}

/** First seed and the one after the last, from `NAME = range(10_000, 10_160)`. */
function seedRange(path: string, name: string): [number, number] {
  const found = new RegExp(`${name} = range\\(([\\d_]+), ([\\d_]+)\\)`).exec(
    readFileSync(path, 'utf8'),
  )
  return [Number(found![1]!.replaceAll('_', '')), Number(found![2]!.replaceAll('_', ''))]
}
