import { expect, test } from 'vitest'
import { isSpdx } from '../../../../src-main/core/models/transparency/licences.ts'

test('licences are known by their SPDX ids, whatever the case', () => {
  expect(['MIT', 'cc-by-4.0', ' Apache-2.0 '].map(isSpdx)).toEqual([true, true, true])
  expect(['free', 'CC BY', ''].map(isSpdx)).toEqual([false, false, false])
})
