import { expect, test } from 'vitest'
import { parseJsonTable } from '../../../src-main/core/tables/json-table.ts'

const parse = (value: unknown) =>
  parseJsonTable('a.json', JSON.stringify(value), (length) =>
    length === 2 ? ['y', 'x'] : undefined,
  )

test('reads lists of lists, and of objects whatever the order of their keys', () => {
  expect(parse([[1, 2.5]])).toMatchObject({ columns: ['y', 'x'], rows: [{ cells: ['1', '2.5'] }] })
  const objects = parse({
    points: [
      { x: 1, y: 2 },
      { y: 4, x: 3 },
    ],
  })
  expect(objects.rows.map(({ cells }) => cells)).toEqual([
    ['1', '2'],
    ['3', '4'],
  ])
})

test('spreads an object of probabilities over columns', () => {
  expect(parse([{ id: 'a', probabilities: { cat: 0.7 } }]).columns).toEqual(['id', 'p_cat'])
})

test.each([
  [[[1, 2, 3]], /entry 1 is a list of 3 values/],
  [[{ x: 1 }, { y: 1 }], /entry 2 has y and entry 1 has x/],
  [[7], /neither a list nor an object/],
  [[{ x: [1] }], /holds a list where a single value belongs/],
  [{ a: [], b: [] }, /holds 2 lists/],
])('refuses %j', (value, message) => {
  expect(() => parse(value)).toThrow(message)
})

test('refuses what is not JSON', () => {
  expect(() => parseJsonTable('a.json', '{', () => undefined)).toThrow(/it is not JSON/)
})
