/** Datasets whose ground truth are tables: points per image, and one class per image. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { frozenDatasetSchema } from '../../../src-main/contract/datasets.ts'
import { freezeDataset } from '../../../src-main/core/datasets/freeze-dataset.ts'
import { surveyDataset } from '../../../src-main/core/datasets/survey-dataset.ts'
import { verifyFrozen } from '../../../src-main/core/datasets/verify-frozen.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-freeze-'))
})
afterEach(() => rm(folder, { recursive: true }))

const image = (name: string, seed: number) =>
  writeNpy(
    join(folder, 'images', name),
    [4, 6],
    Array.from({ length: 24 }, (_, i) => i * seed),
  )
const truth = (name: string, text: string) => writeFile(join(folder, 'images', name), text)

describe('points', () => {
  test('are counted, hashed and held against their image; the task is told by the tables', async () => {
    await image('a.npy', 1)
    await image('b.npy', 2)
    await truth('a.csv', 'y,x\n1,2\n3,5\n')
    await truth('b.csv', 'y,x\n5,1\n')
    const frozen = await freezeDataset({ folder, images: 'images' })
    expect(frozenDatasetSchema.parse(frozen)).toEqual(frozen)
    expect(frozen.task).toBe('detection')
    expect(frozen.cases.map(({ objects, truth: { shape } }) => [objects, shape])).toEqual([
      [2, [2, 2]],
      [1, [1, 2]],
    ])
    const errors = frozen.findings.filter(({ severity }) => severity === 'error')
    expect(errors).toMatchObject([{ check: 'points-swapped', cases: ['b'] }])
    await expect(verifyFrozen(frozen)).resolves.toEqual({ files: 4 })
  })

  test('an empty table is a note, and two of them are no duplicates', async () => {
    for (const [seed, name] of ['a', 'b'].entries()) {
      await image(`${name}.npy`, seed + 1)
      await truth(`${name}.csv`, 'y,x\n')
    }
    const { findings, cases } = await freezeDataset({ folder, images: 'images', task: 'detection' })
    expect(cases.map(({ objects }) => objects)).toEqual([0, 0])
    expect(findings.map(({ check }) => check)).toContain('empty-truth')
    expect(findings.map(({ check }) => check)).not.toContain('duplicate-truth')
  })

  test('a table that cannot be read is an error of its case', async () => {
    await image('a.npy', 1)
    await truth('a.csv', 'y,x\n1,nan\n')
    const { findings } = await freezeDataset({ folder, images: 'images', task: 'detection' })
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'error', check: 'image-not-finite', cases: ['a'] }),
    )
  })

  test('a stated pixel size places points in micrometres', async () => {
    await image('a.npy', 1)
    await truth('a.csv', 'y_um,x_um\n0.3,0.5\n')
    const yaml = 'formatVersion: 1\ntask: detection\nimages: images\ntruth: images\n'
    await writeFile(join(folder, 'dataset.yaml'), yaml)
    expect((await freezeDataset({ folder })).findings.map(({ check }) => check)).toContain(
      'points-unplaced',
    )
    await writeFile(join(folder, 'dataset.yaml'), `${yaml}pixelSizeUm: {x: 0.1, y: 0.1}\n`)
    const { findings } = await freezeDataset({ folder })
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(findings.map(({ check }) => check)).not.toContain('points-unplaced')
  })
})

describe('classes', () => {
  const labels = (text: string) => writeFile(join(folder, 'labels.csv'), text)

  test('stand at every case, and in the digest', async () => {
    await image('a.npy', 1)
    await image('b.npy', 2)
    await labels('image,class\na,cat\nb,dog\n')
    const frozen = await freezeDataset({ folder })
    expect(frozenDatasetSchema.parse(frozen)).toEqual(frozen)
    expect(frozen.task).toBe('classification')
    expect(frozen.cases.map(({ id, trueClass }) => [id, trueClass])).toEqual([
      ['a', 'cat'],
      ['b', 'dog'],
    ])
    expect(frozen.findings.map(({ check }) => check)).not.toContain('duplicate-truth')
    await expect(verifyFrozen(frozen)).resolves.toEqual({ files: 3 })
    await labels('image,class\na,dog\nb,cat\n')
    expect((await freezeDataset({ folder })).digest).not.toBe(frozen.digest)
    await expect(verifyFrozen(frozen)).rejects.toThrow('labels.csv has changed')
  })

  test('may be the names of folders where the task is stated, and are never guessed from them', async () => {
    await image('cat/a.npy', 1)
    await image('dog/b.npy', 2)
    await expect(surveyDataset({ folder })).rejects.toThrow('Name the folders')
    const { cases } = await freezeDataset({ folder, task: 'classification' })
    expect(cases.map(({ id, trueClass }) => [id, trueClass])).toEqual([
      ['a', 'cat'],
      ['b', 'dog'],
    ])
  })

  test('that dataset.yaml does not name are errors of their cases', async () => {
    await image('a.npy', 1)
    await image('b.npy', 2)
    await labels('image,class\na,cat\nb,dgo\n')
    await writeFile(
      join(folder, 'dataset.yaml'),
      'formatVersion: 1\ntask: classification\nimages: images\ntruth: labels.csv\nclasses: [cat, dog]\n',
    )
    const { findings } = await freezeDataset({ folder })
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'error', check: 'unknown-class', cases: ['b'] }),
    )
  })
})
