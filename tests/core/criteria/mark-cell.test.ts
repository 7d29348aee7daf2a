import { expect, test } from 'vitest'
import type { Cell, Gate } from '../../../src-main/contract/criteria.ts'
import { knownCell, notApplicable, unknownCell } from '../../../src-main/core/criteria/cells.ts'
import { markCell, markOf } from '../../../src-main/core/criteria/mark-cell.ts'
import { ratedRow } from './compared-tools.ts'

const gate = (bound: Gate['bound']): Gate => ({
  ...{ kind: 'gate', id: 'g', group: 'reliability', name: 'G', question: 'Is it?' },
  ...{ source: { from: 'person' }, stratum: null, bound },
})
const measured = (value: number): Cell => knownCell({ state: 'measured', text: '', value })

test('a scale runs straight between its ends, either way, and is clamped', () => {
  expect([20, 30, 50, 0].map((value) => markOf(value, { worst: 20, best: 40 }))).toEqual([
    0, 0.5, 1, 0,
  ])
  expect([0, 2.5, 9].map((value) => markOf(value, { worst: 5, best: 0 }))).toEqual([1, 0.5, 0])
  expect(markOf(Infinity, { worst: 20, best: 40 })).toBe(1)
  expect(markOf(1, { worst: 1, best: 1 })).toBe(1)
})

test('unknown and not applicable bear no mark, whatever the scale', () => {
  const row = ratedRow({ scale: { worst: 0, best: 1 } })
  expect(markCell(row, unknownCell('why'), []).mark).toBeNull()
  expect(markCell(row, notApplicable('why'), []).mark).toBeNull()
  expect(markCell(row, measured(0.25), []).mark).toBe(0.25)
})

test('an infinite value is marked by the end of the scale', () => {
  const cell = knownCell({ state: 'measured', text: 'infinite', value: null })
  expect(markCell(ratedRow({ scale: { worst: 20, best: 40 } }), cell, [], Infinity).mark).toBe(1)
})

test('a measured must is judged by its bound, on the side that is stated', () => {
  const gateOf = (side: 'at-least' | 'at-most', value: number) =>
    markCell(gate({ side, value: 0.5 }), measured(value), []).gate
  expect([gateOf('at-least', 0.5), gateOf('at-least', 0.4)]).toEqual(['met', 'not-met'])
  expect([gateOf('at-most', 0.5), gateOf('at-most', 0.6)]).toEqual(['met', 'not-met'])
  expect(markCell(gate(null), measured(1), []).gate).toBe('open')
  expect(markCell(gate({ side: 'at-least', value: 0 }), unknownCell('why'), []).gate).toBe('open')
})
