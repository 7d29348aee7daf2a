import { expect, test } from 'vitest'
import { caseFolderName } from '../../../src-main/core/evaluation/case-folder.ts'

test('plain ids stay as they are', () => {
  expect(caseFolderName('nuclei-01')).toBe('nuclei-01')
  expect(caseFolderName('020_1')).toBe('020_1')
})

test.each(['a b', 'Zelle ß', '../up', 'CON', 'nul.tif', '.hidden', 'dot.', 'x'.repeat(300), 'a/b'])(
  '%s becomes a safe name',
  (id) => {
    const name = caseFolderName(id)
    expect(name).toMatch(/^case_[A-Za-z0-9._-]*_[0-9a-f]{8}$/)
    expect(name.length).toBeLessThan(100)
  },
)

test('different ids never share a folder', () => {
  const ids = ['a b', 'a_b', 'a+b', 'a=b', 'a,b']
  expect(new Set(ids.map(caseFolderName)).size).toBe(ids.length)
})
