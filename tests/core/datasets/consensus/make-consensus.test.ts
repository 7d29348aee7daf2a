import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeConsensus } from '../../../../src-main/core/datasets/consensus/make-consensus.ts'
import { freezeDataset } from '../../../../src-main/core/datasets/freeze-dataset.ts'
import { readLabelImage } from '../../../../src-main/core/images/read-label-image.ts'
import { writeNpy } from '../../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-consensus-'))
  const write = (name: string, values: number[]) =>
    writeNpy(join(folder, `${name}.npy`), [2, 3], values)
  await write('image', [9, 8, 7, 6, 5, 4])
  await write('anna', [1, 1, 0, 0, 0, 0])
  await write('ben', [2, 2, 0, 0, 3, 3])
  await write('cleo', [4, 4, 4, 0, 5, 5])
})
afterEach(() => rm(folder, { recursive: true }))

const state = (task: string, ...cases: string[]) =>
  writeFile(
    join(folder, 'dataset.yaml'),
    [`formatVersion: 1`, `task: ${task}`, 'truthOf: anna', 'cases:', ...cases].join('\n'),
  )
const three =
  '  - { id: a, image: image.npy, annotators: { anna: anna.npy, ben: ben.npy, cleo: cleo.npy } }'
const one = '  - { id: b, image: image.npy, truth: ben.npy, sample: s1 }'
const order = { into: 'consensus', replace: true } as const

test('the consensus becomes the truth, everybody an annotator, and the rule is kept', async () => {
  await state('instances', three, one)
  const made = await makeConsensus({ folder, ...order })
  expect(made.cases).toEqual([{ id: 'a', annotators: 3, truth: 'consensus/a.ome.tif' }])
  expect(made.left).toEqual(['b'])
  const { data } = await readLabelImage(join(folder, 'consensus/a.ome.tif'))
  expect([...data]).toEqual([1, 1, 0, 0, 2, 2])
  const frozen = await freezeDataset({ folder })
  expect(frozen.truthRule).toMatch(/^majority of objects/)
  expect(frozen.cases.map(({ id, objects }) => [id, objects])).toEqual([
    ['a', 2],
    ['b', 2],
  ])
  expect(Object.keys(frozen.cases[0]?.annotators ?? {})).toEqual(['anna', 'ben', 'cleo'])
  expect(frozen.cases[1]?.sample).toBe('s1')
  expect(await readFile(join(folder, 'dataset-before-consensus.yaml'), 'utf8')).toMatch(
    /truthOf: anna/,
  )
})

test('without being told to, the dataset.yaml stays as it is', async () => {
  await state(
    'semantic',
    three
      .replace(/\w+: (ben|cleo)\.npy,? ?/g, '')
      .replace('anna: anna.npy,', 'anna: anna.npy, eve: anna.npy'),
  )
  const before = await readFile(join(folder, 'dataset.yaml'), 'utf8')
  const { datasetFile } = await makeConsensus({ folder, into: 'consensus', replace: false })
  expect(await readFile(join(folder, 'dataset.yaml'), 'utf8')).toBe(before)
  expect(datasetFile).toMatch(/truth: consensus\/a\.ome\.tif/)
})

test('nothing to agree on, and tasks without labels, are refused', async () => {
  await state('instances', one)
  await expect(makeConsensus({ folder, ...order })).rejects.toThrow(/no case names two or more/)
  await state('detection', one)
  await expect(makeConsensus({ folder, ...order })).rejects.toThrow(/for the task detection/)
})

test('annotations of different sizes are refused with both', async () => {
  await writeNpy(join(folder, 'ben.npy'), [3, 2], [0, 0, 0, 0, 1, 1])
  await state('instances', three)
  await expect(makeConsensus({ folder, ...order })).rejects.toThrow(
    /Case a: anna\.npy is 2 x 3 and ben\.npy is 3 x 2 pixels/,
  )
})
