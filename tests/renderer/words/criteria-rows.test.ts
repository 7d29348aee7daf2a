import { expect, test } from 'vitest'
import { weighCriteria } from '../../../src-main/contract/weigh-criteria.ts'
import {
  criteriaGroups,
  inOrder,
  partScore,
  rowScale,
} from '../../../src-renderer/words/criteria-rows.ts'
import { blankCell, fakeCriteria, fakeRows } from '../fixtures/fake-criteria.ts'

test('gates stand first in their group, and the groups in one order', () => {
  const groups = criteriaGroups([...fakeRows].reverse())
  expect(groups.map(({ name }) => name)).toEqual([
    ...['Performance', 'Transparency', 'Usability', 'Reliability'],
  ])
  expect(groups.map(({ rows }) => rows.map(({ kind }) => kind))).toEqual([
    ['gate', 'rated', 'rated'],
    ['gate', 'rated'],
    ['gate', 'rated', 'rated'],
    ['rated'],
  ])
})

test('a group without rows is left out', () => {
  const only = fakeRows.filter(({ group }) => group === 'usability')
  expect(criteriaGroups(only).map(({ name }) => name)).toEqual(['Usability'])
})

test('the best tool stands first, the excluded last', () => {
  const matrix = fakeCriteria()
  matrix.cells['tool-0']!['f1-enough'] = { ...blankCell, gate: 'not-met' }
  const order = inOrder(matrix.tools, weighCriteria(matrix)).map(({ key }) => key)
  expect(order).toEqual(['tool-1', 'tool-2', 'tool-0'])
})

test('bars share one scale that holds every interval of the row', () => {
  const matrix = fakeCriteria()
  const scale = rowScale('f1', matrix.cells, matrix.tools)!
  for (const { key } of matrix.tools) {
    const { value, from, to } = scale(matrix.cells[key]!['f1']!)!
    expect([0 < from, from <= value, value <= to, to < 1]).toEqual([true, true, true, true])
  }
  expect(scale(blankCell)).toBeNull()
})

test('one number alone has no bar', () => {
  const cells = { a: { x: { ...blankCell, value: 3 } } }
  expect(rowScale('x', cells, [{ key: 'a' }])).toBeNull()
  expect(rowScale('nothing', cells, [{ key: 'a' }])).toBeNull()
})

test('a part of the score counts known marks by weight, and gates not at all', () => {
  const [f1, gate, dapi] = fakeRows
  const rows = [f1!, gate!, dapi!]
  const cells = { f1: { ...blankCell, mark: 0.8 }, 'f1-enough': { ...blankCell, mark: 0 } }
  expect(partScore(rows, cells)).toEqual({ score: 0.8, known: 5 / 7 })
  expect(partScore(rows, {})).toEqual({ score: null, known: 0 })
})
