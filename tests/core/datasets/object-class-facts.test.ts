import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freezeDataset } from '../../../src-main/core/datasets/freeze-dataset.ts'
import {
  checkObjectClasses,
  objectClassFacts,
} from '../../../src-main/core/datasets/object-class-facts.ts'
import { verifyFrozen } from '../../../src-main/core/datasets/verify-frozen.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-object-classes-'))
  for (const name of ['a', 'b']) {
    await writeNpy(join(folder, 'images', `${name}.npy`), [1, 4], [5, name.charCodeAt(0), 7, 8])
    await writeNpy(join(folder, 'gt', `${name}.npy`), [1, 4], [1, 1, 0, 2])
    await table(name, 'label,class\n1,T\n2,B\n')
  }
})
afterEach(() => rm(folder, { recursive: true }))
const table = (name: string, text: string) =>
  writeFile(join(folder, 'gt', `${name}.classes.csv`), text)
const freeze = () => freezeDataset({ folder, task: 'instances' })

test('tables beside the truth are frozen with it and name the classes of the dataset', async () => {
  const frozen = await freeze()
  expect(frozen.objectClasses).toEqual(['B', 'T'])
  expect(frozen.cases[0]?.objectClasses?.shape).toEqual([2])
  await table('b', 'label,class\n1,T\n2,T\n')
  await expect(verifyFrozen(frozen)).rejects.toThrow(/b\.classes\.csv has changed/)
  expect((await freeze()).digest).not.toBe(frozen.digest)
})

test('classes in some cases only are not scored, and that is said', async () => {
  await rm(join(folder, 'gt', 'b.classes.csv'))
  const frozen = await freeze()
  expect(frozen).not.toHaveProperty('objectClasses')
  expect(frozen.findings.find(({ check }) => check === 'object-classes-partly')?.message).toMatch(
    /^1 case of 2 name no classes/,
  )
})

test('a table that cannot be used keeps its case out', async () => {
  await table('a', 'label,class\n1,T\n1,B\n')
  const facts = await objectClassFacts(join(folder, 'gt', 'a.classes.csv'))
  expect(checkObjectClasses([{ id: 'a', classes: facts }])[0]).toMatchObject({
    severity: 'error',
    check: 'object-classes-unusable',
    cases: ['a'],
  })
})
