import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import {
  classTableBeside,
  findClassTable,
  readObjectClasses,
} from '../../../src-main/core/tables/read-object-classes.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'object-classes-')))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('a table of labels and classes', async () => {
  const path = write('cells.classes.csv', 'label,class\n1,T cell\n7,B cell\n')
  expect([...(await readObjectClasses(path))]).toEqual([
    [1, 'T cell'],
    [7, 'B cell'],
  ])
})

test('it lies beside its image, whatever the image’s extension', () => {
  expect(classTableBeside('/a/cells.ome.tif')).toBe('/a/cells.classes.csv')
  expect(classTableBeside('/a.b/cells.png')).toBe('/a.b/cells.classes.csv')
  expect(findClassTable(join(folder, 'cells.tif'))).toBe(join(folder, 'cells.classes.csv'))
  expect(findClassTable(join(folder, 'others.tif'))).toBeNull()
})

test.each([
  ['label,colour\n1,red\n', /columns label, colour; one for the label .* one for the class/],
  ['label,class\n0,T\n', /line 2: the label 0 is no whole number from 1/],
  ['label,class\n1,T\n1,B\n', /line 3: the label 1 stands there twice/],
  ['label,class\n1,a@b\n', /"a@b" cannot name a class/],
  ['label,class\n1,\n', /"" cannot name a class/],
])('%j is refused by name', async (text, message) => {
  await expect(readObjectClasses(write('bad.csv', text))).rejects.toThrow(message)
})
