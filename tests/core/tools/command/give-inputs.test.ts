import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { giveInputs, inputNames } from '../../../../src-main/core/tools/command/give-inputs.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-inputs-'))
  await mkdir(join(folder, 'inputs'))
  await writeFile(join(folder, 'x.ome.tif'), 'pixels')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const item = (stem: string, image = 'x.ome.tif') => ({ id: stem, stem, image: join(folder, image) })

test('names keep the ending, and no result can be taken for another case', () => {
  expect(inputNames([item('a'), item('a_mask'), item('A'), item('b_pred')])).toEqual([
    'a.ome.tif',
    'a_mask_n2.ome.tif',
    'A_n3.ome.tif',
    'b_pred.ome.tif',
  ])
})

test('a plain program gets copies that are read only, a container the files themselves', async () => {
  const into = join(folder, 'inputs')
  await giveInputs([item('copy')], into, { isShielded: false })
  await giveInputs([item('link')], into, { isShielded: true })
  const [own, copy, link] = await Promise.all(
    ['x.ome.tif', 'inputs/copy.ome.tif', 'inputs/link.ome.tif'].map((name) =>
      stat(join(folder, name)),
    ),
  )
  expect(copy!.mode & 0o222).toBe(0)
  expect(own!.mode & 0o200).toBe(0o200)
  expect([copy!.ino === own!.ino, link!.ino === own!.ino]).toEqual([false, true])
  expect(await readFile(join(into, 'copy.ome.tif'), 'utf8')).toBe('pixels')
})

test('a case without a file of its own is refused alone', async () => {
  const into = join(folder, 'inputs')
  const given = await giveInputs([item('gone', 'no.tif'), item('here')], into, {
    isShielded: false,
  })
  expect(given[0]!.refused).toMatch(/Case gone: .*no\.tif could not be given .*ENOENT/)
  expect(given[1]!.refused).toBeNull()
  expect(await readdir(into)).toEqual(['here.ome.tif'])
})
