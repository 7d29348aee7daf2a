import { expect, test } from 'vitest'
import { weighCriteria } from '../../src-main/contract/weigh-criteria.ts'
import { criteriaTable, evidenceText } from '../../src-main/contract/criteria-table.ts'
import { fakeCriteria } from '../renderer/fixtures/fake-criteria.ts'

test('every line has a value per column; unknown is empty, not zero', () => {
  const matrix = fakeCriteria()
  const { head, rows } = criteriaTable(matrix, weighCriteria(matrix))
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]))
  const at = (name: string): number => head.indexOf(name)
  const unknown = rows.find(
    (row) => row[at('tool')] === 'Closed Suite 9' && row[at('criterion')] === 'Documents',
  )!
  expect([unknown[at('state')], unknown[at('value')], unknown[at('mark')]]).toEqual([
    ...['unknown', null, null],
  ])
  expect(unknown[at('note')]).toBe('nobody has stated it')
  const ranks = rows.filter((row) => row[at('criterion')] === 'rank')
  expect(ranks.map((row) => row[at('value')])).toEqual([1, 2, 3])
  const lead = rows.find((row) => row[at('criterion')] === 'leads under resampling')!
  expect(lead[at('value')]).toBeGreaterThan(0.5)
})

test('evidence is told with place, page and whether it is still there', () => {
  const document = { kind: 'document', place: 'manual.pdf', page: '12' } as const
  expect(evidenceText({ ...document, sha256: null, state: 'gone' })).toMatch(
    /^document manual\.pdf, page 12 \(gone/,
  )
})
