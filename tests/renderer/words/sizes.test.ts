import { expect, test } from 'vitest'
import { sizeWords } from '../../../src-renderer/words/sizes.ts'

test('sizes are written as a file browser writes them', () => {
  expect([0, 999, 1500, 12_345_678, 2_300_000_000, 999_600].map(sizeWords)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.50 kB',
    '12.3 MB',
    '2.30 GB',
    '1.00 MB',
  ])
})
