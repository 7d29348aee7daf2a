import { expect, test } from 'vitest'
import { cellSchema } from '../../../src-main/contract/criteria.ts'
import {
  knownCell,
  notApplicable,
  shortNumber,
  unknownCell,
} from '../../../src-main/core/criteria/cells.ts'

test('an unknown cell says why and has neither value nor mark', () => {
  expect(cellSchema.parse(unknownCell('Nobody asked.'))).toMatchObject({
    ...{ state: 'unknown', reason: 'Nobody asked.', value: null, mark: null, points: null },
  })
  expect(notApplicable('Not trained.').state).toBe('not-applicable')
  expect(knownCell({ state: 'read', text: 'MIT', points: 2 })).toMatchObject({ points: 2, n: null })
})

test('numbers keep the digits that tell them apart', () => {
  expect([0, 0.000123, 0.25, 3.14159, 1234.5, 7, Infinity].map(shortNumber)).toEqual([
    ...['0', '0.00012', '0.25', '3.14', '1235', '7', 'infinite'],
  ])
})
