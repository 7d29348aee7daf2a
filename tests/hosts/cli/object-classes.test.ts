/** Objects with classes, from tables beside the label images of truth and prediction. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder } from '../../contract/small-dataset.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'
import { touchstone } from './touchstone.ts'

let folder: string
const labels = [1, 1, 0, 2, 2, 0, 3, 3]
beforeAll(async () => {
  folder = newFolder()
  for (const name of ['a', 'b', 'c']) {
    await writeNpy(
      join(folder, 'set/images', `${name}.npy`),
      [1, 8],
      [9, 8, 7, 6, 5, name.charCodeAt(0), 3, 2],
    )
    await writeNpy(join(folder, 'set/truth', `${name}.npy`), [1, 8], labels)
    await writeNpy(join(folder, 'found', `${name}.npy`), [1, 8], labels)
    const table = (third: string): string => `label,class\n1,T cell\n2,B cell\n3,${third}\n`
    writeFileSync(join(folder, 'set/truth', `${name}.classes.csv`), table('B cell'))
    writeFileSync(join(folder, 'found', `${name}.classes.csv`), table('T cell'))
  }
  mkdirSync(join(folder, 'plain'))
  for (const name of ['a', 'b', 'c'])
    await writeNpy(join(folder, 'plain', `${name}.npy`), [1, 8], labels)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('classes are scored alone and together, and are undefined for a tool that names none', async () => {
  const { document } = await touchstone(
    [
      ...['evaluate', '--dataset', join(folder, 'set'), '--task', 'instances', '--json'],
      ...['--tool', 'predictions:found', '--tool', 'predictions:plain', '--workspace', 'workspace'],
    ],
    folder,
  ).then((ended) => ({
    document: ended.json() as {
      runs: { scores: Record<string, { mean: number | null; undefined: number }> }[]
    },
  }))
  const [named, plain] = document.runs
  expect(named?.scores['f1@0.5']?.mean).toBe(1)
  expect(named?.scores['class-pq@B cell']?.mean).toBeCloseTo(2 / 3, 12)
  expect(named?.scores['class-accuracy@0.5']?.mean).toBeCloseTo(2 / 3, 12)
  expect(plain?.scores['f1@0.5']?.mean).toBe(1)
  expect(plain?.scores['class-pq@B cell']).toMatchObject({ mean: null, undefined: 3 })
})
