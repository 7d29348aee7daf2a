import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { furtherFiles } from '../../../../src-main/core/models/bare/external-data.ts'
import { openModel } from '../../../../src-main/core/models/open-model.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'
import { writePackage } from '../../../fixtures/onnx/package.ts'
import { externalBytes, identityModel, onnxModel } from '../../../fixtures/onnx/onnx-model.ts'

let folder = ''
let weights = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-external-'))
  weights = join(folder, 'm.onnx')
})
afterEach(() => rm(folder, { recursive: true }))

function model(...locations: string[]): Uint8Array {
  const weight = { shape: [1], values: [2] }
  return onnxModel({
    inputs: { x: [1, 1, 4, 4] },
    outputs: { y: [1, 1, 4, 4] },
    weights: Object.fromEntries(
      locations.map((location, index) => [`w${index}`, { ...weight, location }]),
    ),
    nodes: [{ type: 'Mul', inputs: ['x', 'w0'], outputs: ['y'] }],
  })
}
const two = externalBytes({ shape: [1], values: [2] })
const sha256 = createHash('sha256').update(two).digest('hex')

test('files that the weights name are found with their hashes, long names too', async () => {
  const long = `${'very-'.repeat(40)}long.bin`
  await mkdir(join(folder, 'sub'))
  for (const name of ['b.bin', join('sub', 'a.bin'), long]) await writeFile(join(folder, name), two)
  await writeFile(weights, model('b.bin', 'sub/a.bin', long))
  expect(await furtherFiles(weights)).toEqual([
    { location: 'b.bin', sha256 },
    { location: 'sub/a.bin', sha256 },
    { location: long, sha256 },
  ])
})

test('an entry across two pieces of the file is found', async () => {
  const entry = model('b.bin')
  await writeFile(join(folder, 'b.bin'), two)
  await writeFile(weights, Buffer.concat([Buffer.alloc(2 ** 20 - 100), entry]))
  expect(await furtherFiles(weights)).toHaveLength(1)
})

test('weights with their numbers inside, absent files and files outside count as none', async () => {
  await writeFile(weights, identityModel([1, 1, 4, 4]))
  expect(await furtherFiles(weights)).toEqual([])
  await writeFile(weights, model('gone.bin', '../../etc/hostname', '/etc/hostname'))
  expect(await furtherFiles(weights)).toEqual([])
})

test('other numbers in a further file are another model', async () => {
  await writeFile(weights, model('b.bin'))
  const digest = async (value: number) => {
    await writeFile(join(folder, 'b.bin'), externalBytes({ shape: [1], values: [value] }))
    const parameters = { inputAxes: 'bcyx' }
    const opened = await openModel(weights, { cacheDir: folder, threads: 1, parameters })
    await opened.close()
    return opened.digest
  }
  expect(await digest(2)).not.toBe(await digest(3))
})

test('of a described package too', async () => {
  const path = await writePackage(join(folder, 'package'), {
    description: description05(),
    weights: model('b.bin'),
  })
  const digest = async (value: number) => {
    await writeFile(join(path, 'b.bin'), externalBytes({ shape: [1], values: [value] }))
    const opened = await openModel(path, { cacheDir: folder, threads: 1 })
    await opened.close()
    return opened.digest
  }
  expect(await digest(2)).not.toBe(await digest(3))
})
