import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { comparisonSchema } from '../../../src-main/contract/comparison.ts'
import { writeReport } from '../../../src-main/core/reports/write-report.ts'
import { reportSource } from '../../fixtures/report-source.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-report-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('writes every file, and the comparison as the record has it', async () => {
  const source = await reportSource()
  const files = await writeReport(join(folder, 'new'), source)
  expect(files.map((path) => basename(path)).toSorted()).toEqual(
    (await readdir(join(folder, 'new'))).toSorted(),
  )
  const stored: unknown = JSON.parse(await readFile(join(folder, 'new', 'comparison.json'), 'utf8'))
  expect(comparisonSchema.parse(stored)).toEqual(source.comparison)
})

test('an earlier report is never replaced, and a file is no folder', async () => {
  const source = await reportSource()
  await writeFile(join(folder, 'methods.txt'), 'mine')
  await expect(writeReport(folder, source)).rejects.toMatchObject({ code: 'conflict' })
  expect(await readdir(folder)).toEqual(['methods.txt'])
  await expect(writeReport(join(folder, 'methods.txt'), source)).rejects.toMatchObject({
    code: 'conflict',
  })
})
