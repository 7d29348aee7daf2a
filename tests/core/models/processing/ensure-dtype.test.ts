import { expect, test } from 'vitest'
import { ensureDtype } from '../../../../src-main/core/models/processing/ensure-dtype.ts'
import { channels } from './tensors.ts'

test('casts by truncation', () => {
  const cast = ensureDtype(channels([1.9, 200.2]), { kind: 'ensure_dtype', dtype: 'uint8' })
  expect(cast.dtype).toBe('uint8')
  expect([...cast.data]).toEqual([1, 200])
})
