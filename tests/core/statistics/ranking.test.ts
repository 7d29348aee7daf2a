import { expect, test } from 'vitest'
import { rankTools } from '../../../src-main/core/statistics/ranking.ts'

const tools = [
  { tool: 'a', mean: 0.7 },
  { tool: 'b', mean: 0.9 },
  { tool: 'c', mean: null },
  { tool: 'd', mean: 0.8 },
]

test('orders by mean, best first; tools without a value last', () => {
  const ranking = rankTools({
    tools,
    direction: 'higher',
    isBetter: (first, second) => first !== second,
  })
  expect(ranking.map(({ tool, rank }) => [tool, rank])).toEqual([
    ['b', 1],
    ['d', 2],
    ['a', 3],
    ['c', null],
  ])
  expect(ranking.at(-1)).toEqual({ tool: 'c', rank: null, leadingGroup: false })
})

test('lower is better turns the order', () => {
  const ranking = rankTools({
    tools,
    direction: 'lower',
    isBetter: (first, second) => first !== second,
  })
  expect(ranking.map(({ tool }) => tool)).toEqual(['a', 'd', 'b', 'c'])
})

test('the leading group is everyone the best is not better than', () => {
  const ranking = rankTools({
    tools,
    direction: 'higher',
    isBetter: (first, second) => first === 'b' && second === 'a',
  })
  expect(ranking.filter(({ leadingGroup }) => leadingGroup).map(({ tool }) => tool)).toEqual([
    'b',
    'd',
  ])
})

test('the best leads although nothing is better than itself', () => {
  const ranking = rankTools({
    tools,
    direction: 'higher',
    isBetter: (first, second) => first !== second,
  })
  expect(ranking.map(({ leadingGroup }) => leadingGroup)).toEqual([true, false, false, false])
})

test('equal means share a rank, infinite ones too', () => {
  const equal = [
    { tool: 'x', mean: 1 },
    { tool: 'y', mean: Infinity },
    { tool: 'z', mean: Infinity },
    { tool: 'w', mean: 1 },
  ]
  const ranking = rankTools({ tools: equal, direction: 'higher', isBetter: () => false })
  expect(ranking.map(({ tool, rank }) => [tool, rank])).toEqual([
    ['y', 1],
    ['z', 1],
    ['x', 3],
    ['w', 3],
  ])
})
