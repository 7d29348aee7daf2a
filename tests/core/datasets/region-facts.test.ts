import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freezeDataset } from '../../../src-main/core/datasets/freeze-dataset.ts'
import { checkRegions, regionFacts } from '../../../src-main/core/datasets/region-facts.ts'
import { verifyFrozen } from '../../../src-main/core/datasets/verify-frozen.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-region-'))
  await write('image', [5, 6, 7, 8, 9, 5])
  await write('truth', [1, 0, 2, 2, 0, 3])
  await write('half', [1, 1, 1, 0, 0, 0])
})
afterEach(() => rm(folder, { recursive: true }))
const write = (name: string, values: number[], shape = [2, 3]) =>
  writeNpy(join(folder, `${name}.npy`), shape, values)

async function freeze(...lines: string[]) {
  const item = ['  - image: image.npy', '    truth: truth.npy', ...lines.map((one) => `    ${one}`)]
  const stated = ['formatVersion: 1', 'task: instances', 'cases:', ...item]
  await writeFile(join(folder, 'dataset.yaml'), stated.join('\n'))
  return freezeDataset({ folder })
}

test('the mask is frozen with its case: counted, hashed, and part of the digest', async () => {
  const plain = await freeze()
  const partly = await freeze('annotated: half.npy')
  expect(partly.cases[0]?.region).toMatchObject({ kind: 'annotated', pixelsOutside: 3 })
  expect(partly.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(partly.digest).not.toBe(plain.digest)
  expect((await freeze('ignored: half.npy')).digest).not.toBe(partly.digest)
  expect(plain.cases[0]).not.toHaveProperty('region')
  await write('half', [1, 1, 1, 1, 0, 0])
  await expect(verifyFrozen(partly)).rejects.toThrow(/half\.npy has changed/)
})

test('a mask that leaves nothing, has another size or is none keeps its case out', async () => {
  const problemOf = async (name: string) => {
    const region = await regionFacts(
      { kind: 'annotated', path: join(folder, `${name}.npy`) },
      [2, 3],
    )
    return checkRegions([{ id: 'a', region }])[0]?.message
  }
  await write('none', [0, 0, 0, 0, 0, 0])
  await write('long', [1, 0, 1, 0, 1, 0], [3, 2])
  expect(await problemOf('none')).toMatch(/^a: its mask of annotated pixels .* leaves none\.$/)
  expect(await problemOf('long')).toMatch(/is 3 x 2 and the image 2 x 3 pixels/)
  expect(await problemOf('image')).toMatch(/a mask has at most 2/)
  expect(await problemOf('half')).toBeUndefined()
})

test('both kinds at once, a task of whole images and a mask that is not there are refused or told', async () => {
  await expect(freeze('annotated: half.npy', 'ignored: half.npy')).rejects.toThrow(
    /state one of them/,
  )
  const missing = freeze('annotated: gone.npy')
  await expect(missing).rejects.toThrow(
    /names .*gone\.npy as its annotated pixels, which is not there/,
  )
  const restoration = ['formatVersion: 1', 'task: restoration', 'cases:']
  await writeFile(
    join(folder, 'dataset.yaml'),
    [...restoration, '  - { image: image.npy, truth: truth.npy, ignored: half.npy }'].join('\n'),
  )
  await expect(freezeDataset({ folder })).rejects.toThrow(/restoration are of whole images/)
})
