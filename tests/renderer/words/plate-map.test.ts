import { expect, test } from 'vitest'
import { plateMap } from '../../../src-renderer/words/plate-map.ts'

const image = (row: string, column: string, field: number) => ({
  ...{ name: `${row}${column}/${field}`, kind: 'image' as const },
  well: { row, column, field },
})

test('a file without wells is no plate', () => {
  expect(plateMap([{ name: 'a', kind: 'image' }])).toBeNull()
})
test('rows and columns stand as on the plate, whatever the file’s order', () => {
  const plate = plateMap([
    image('B', '10', 0),
    image('AA', '2', 0),
    image('B', '2', 1),
    image('B', '2', 0),
  ])
  expect(plate?.rows).toEqual(['B', 'AA'])
  expect(plate?.columns).toEqual(['2', '10'])
  expect(plate?.wellAt('B', '2')?.fields).toEqual([
    { field: 0, series: 3 },
    { field: 1, series: 2 },
  ])
  expect(plate?.wellAt('AA', '10')).toBeNull()
})
