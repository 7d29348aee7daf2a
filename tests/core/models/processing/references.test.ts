import { expect, test } from 'vitest'
import { referenceOf } from '../../../../src-main/core/models/processing/references.ts'
import { channels } from './tensors.ts'

test('finds the named tensor, or says which there are', () => {
  const raw = channels([1])
  expect(referenceOf(new Map([['raw', raw]]), 'scale_range', 'raw')).toBe(raw)
  expect(() => referenceOf(new Map([['raw', raw]]), 'scale_range', 'other')).toThrow(
    /scale_range takes its statistics from the tensor "other", but there are only: raw/,
  )
})
