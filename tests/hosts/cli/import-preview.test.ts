/** Predictions that look wrong: told before anything is scored, and not scored without a reason. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportPreview } from '../../../src-main/contract/import-preview.ts'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { encodeTiff } from '../../contract/encode-tiff.ts'
import { newFolder, writeSmallDataset, type SmallDataset } from '../../contract/small-dataset.ts'
import { touchstone } from './touchstone.ts'

let folder: string
let small: SmallDataset
let swapped: string
beforeAll(async () => {
  folder = newFolder()
  small = writeSmallDataset(folder, { cases: 4 })
  swapped = join(folder, 'swapped')
  mkdirSync(swapped)
  for (const id of small.cases) {
    const { data } = await readLabelImage(join(folder, 'truth', `${id}.tif`))
    const { side } = small
    const turned = Uint16Array.from(
      data,
      (_, at) => data[(at % side) * side + Math.floor(at / side)]!,
    )
    writeFileSync(join(swapped, `${id}.tif`), encodeTiff(turned, [side, side]))
  }
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the preview names the files, counts, and exits by what it saw', async () => {
  const given = ['import', 'preview', '--dataset', folder, '--json', '--predictions']
  const fine = await touchstone([...given, small.predictions], folder)
  expect(fine.status).toBe(0)
  expect((fine.json() as ImportPreview).cases.map(({ file }) => file)).toEqual(
    small.cases.map((id) => `${id}.tif`),
  )
  const wrong = await touchstone([...given, swapped], folder)
  expect(wrong.status).toBe(1)
  expect((wrong.json() as ImportPreview).suspicions[0]).toContain('transposed')
})

test('what looks wrong is not scored; with a reason it is, and the reason is recorded', async () => {
  const given = ['evaluate', '--dataset', folder, '--workspace', join(folder, 'ws'), '--json']
  const tools = ['--tool', `predictions:${swapped}`, '--tool', `predictions:${small.predictions}`]
  const refused = await touchstone([...given, ...tools], folder)
  expect(refused.status).toBe(1)
  const { warnings, runs } = refused.json() as { warnings: string[]; runs: unknown[] }
  expect(runs).toHaveLength(2)
  expect(warnings.join()).toContain('Not scored. The predictions look transposed')
  const reason = 'The camera is mounted upright.'
  const accepted = await touchstone(
    [...given, '--tool', `predictions:${swapped}`, '--accept-import', reason],
    folder,
  )
  expect(accepted.status).toBe(0)
  const { runs: scored } = accepted.json() as { runs: { run: string }[] }
  const record = await touchstone(
    ['history', '--run', scored[0]!.run, '--workspace', join(folder, 'ws'), '--json'],
    folder,
  )
  expect(record.json()).toMatchObject({ settings: { acceptedImport: reason }, done: 4 })
})
