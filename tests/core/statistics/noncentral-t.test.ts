import { test } from 'vitest'
import { pairedTPower } from '../../../src-main/core/statistics/noncentral-t.ts'
import { expectClose } from './close.ts'

test.each([
  [0.5, 34, 0.8077775012792737],
  [0.2, 199, 0.8016910240377381],
  [1, 2, 0.0928091550544744],
  [0.8, 15, 0.8213105387243314],
  [1, 3, 0.17925539376539423],
  [1.5, 4, 0.7353125445389544, 0.1],
  [0.7, 10, 0.22601099862515184, 0.01],
  [0.7, 11, 0.2656688141558541, 0.01],
])('effect %f with %i pairs (scipy nct)', (effect, n, power, alpha = 0.05) => {
  expectClose(pairedTPower(effect, n, alpha), power, n === 2 ? 1e-7 : 1e-9)
})

test('without an effect the power is alpha', () => {
  expectClose(pairedTPower(0, 12, 0.05), 0.05, 1e-9)
  expectClose(pairedTPower(0, 12, 0.01), 0.01, 1e-9)
})
