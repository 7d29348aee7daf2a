import { expect, test } from 'vitest'
import type { SelftestValue } from '../../../src-main/contract/selftest.ts'
import { selftestTable } from '../../../src-main/core/api/selftest-table.ts'

const value: SelftestValue = {
  ...{
    case: 'a',
    about: 'squares',
    kind: 'semantic',
    name: 'dice',
    verdict: 'differs',
    optional: false,
  },
  ours: { as: 'number', value: 0.6666666666666666 },
  reference: { as: 'array', count: 5000, text: '[0, 1, …]' },
  ...{ raises: null, recommended: null, judgedBy: 'value', tolerance: { abs: 1e-9, rel: 0 } },
  difference: { largest: 'Infinity', at: '[3]', compared: 5000, beyond: 1 },
  ...{ reason: null, source: 'by hand', note: null },
}

test('each value is a row under the same heads, with all its digits', () => {
  const { head, rows } = selftestTable([value])
  expect(rows).toHaveLength(1)
  const row = Object.fromEntries(head.map((name, at) => [name, rows[0]?.[at]]))
  expect(row).toMatchObject({
    ours: 0.6666666666666666,
    reference: '5000 values: [0, 1, …]',
    recommended: null,
    'largest difference': 'Infinity',
    at: '[3]',
    source: 'by hand',
  })
})

test.each([
  [{ as: 'undefined', reason: 'both-empty' } as const, 'undefined: both-empty'],
  [{ as: 'error', message: 'broken' } as const, 'error: broken'],
  [{ as: 'text', text: '[1, 2]' } as const, '[1, 2]'],
  [{ as: 'number', value: 'NaN' } as const, 'NaN'],
  [null, null],
])('%j is the cell %j', (ours, cell) => {
  const { head, rows } = selftestTable([{ ...value, ours }])
  expect(rows[0]?.[head.indexOf('ours')]).toBe(cell)
})

test('where the reference raises, its words stand in for the value', () => {
  const raising = { ...value, reference: null, raises: 'ZeroDivisionError' }
  const { head, rows } = selftestTable([raising])
  expect(rows[0]?.[head.indexOf('reference')]).toBe('ZeroDivisionError')
})
