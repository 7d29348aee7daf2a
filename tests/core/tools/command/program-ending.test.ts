import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnding, writeEnding } from '../../../../src-main/core/tools/command/program-ending.ts'

let folder = ''
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'touchstone-ending-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

test('is read as it was written', async () => {
  const ending = {
    ...{ program: 'p', seconds: 2, failure: null, lastWords: '', note: 'n', texts: [] },
    cases: [{ id: '__proto__', name: 'a.tif', refused: null }],
  }
  await writeEnding(folder, ending)
  expect(await readEnding(folder)).toEqual(ending)
})

test('one that is not there or damaged is told', async () => {
  await expect(readEnding(folder)).rejects.toThrow(/ended\.json.* is not there/)
  await writeFile(join(folder, 'ended.json'), '{"program":')
  await expect(readEnding(folder)).rejects.toThrow(/ended\.json.* is damaged/)
})
