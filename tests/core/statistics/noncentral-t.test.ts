import { test } from 'vitest'
import { pairedTPower } from '../../../src-main/core/statistics/noncentral-t.ts'
import { expectClose } from './close.ts'

test.each([
  [0.5, 34, 0.8077775012792737],
  [0.2, 199, 0.8016910240377381],
  [1, 2, 0.0928091550544744],
  [0.8, 15, 0.8213105387243314],
  [1, 3, 0.17925539376539423],
])('effect %f with %i pairs (scipy nct)', (effect, n, power) => {
  expectClose(pairedTPower(effect, n, 0.05), power, 1e-7)
})

test('without an effect the power is alpha', () => {
  expectClose(pairedTPower(0, 12, 0.05), 0.05, 1e-9)
  expectClose(pairedTPower(0, 12, 0.01), 0.01, 1e-9)
})
