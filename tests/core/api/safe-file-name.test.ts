import { expect, test } from 'vitest'
import { safeFileName } from '../../../src-main/core/api/safe-file-name.ts'

test.each([
  ['cells 01.ome.tif', 'cells 01.ome.tif'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..', 'image'],
  ['.', 'image'],
  ['', 'image'],
  ['.hidden', 'hidden'],
  ['a\\b:c*?"<>|.tif', 'a_b_c_.tif'],
  ['nul.tif', '_nul.tif'],
  ['CON', '_CON'],
  ['a\0b\n.tif', 'a_b_.tif'],
  ['Zelle größer.tif', 'Zelle größer.tif'],
  ['dot at the end. ', 'dot at the end'],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('long names are cut before their ending', () => {
  const safe = safeFileName(`${'é'.repeat(500)}.ome.tif`)
  expect([...safe]).toHaveLength(120)
  expect(safe.endsWith('é.ome.tif')).toBe(true)
})
