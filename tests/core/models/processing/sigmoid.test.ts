import { expect, test } from 'vitest'
import { sigmoid } from '../../../../src-main/core/models/processing/sigmoid.ts'
import { channels } from './tensors.ts'

test('0 becomes a half, large values 0 and 1 without overflow', () => {
  expect([...sigmoid(channels([0, -2000, 2000])).data]).toEqual([0.5, 0, 1])
})
