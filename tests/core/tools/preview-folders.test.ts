import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newPreviewFolder } from '../../../src-main/core/tools/preview-folders.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-previews-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('the last eight stay, the oldest go', async () => {
  const made: string[] = []
  for (let index = 0; index < 12; index++) {
    const path = await newPreviewFolder(folder)
    await utimes(path, 1000 + index, 1000 + index)
    made.push(basename(path))
  }
  const left = await readdir(join(folder, 'previews'))
  expect(left.toSorted()).toEqual(made.slice(-8).toSorted())
})
