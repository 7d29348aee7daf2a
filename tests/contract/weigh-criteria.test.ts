import { expect, test } from 'vitest'
import type { Cell, CriteriaMatrix, Criterion } from '../../src-main/contract/criteria.ts'
import type { Standing } from '../../src-main/contract/weigh-criteria.ts'
import { weighCriteria } from '../../src-main/contract/weigh-criteria.ts'

const unknown: Cell = {
  ...{ state: 'unknown', text: '—', reason: 'nobody was asked', value: null, unit: '' },
  ...{ lower: null, upper: null, n: null, points: null, gate: null, mark: null, marks: [] },
  ...{ conflict: '', evidence: [] },
}
const marked = (mark: number): Cell => ({ ...unknown, state: 'measured', mark })
const gated = (gate: Cell['gate']): Cell => ({ ...unknown, state: 'stated', gate })

const basics = { question: 'How good is it?', source: { from: 'person' }, stratum: null } as const
const rated = (id: string, weight: number): Criterion => ({
  ...{ kind: 'rated', id, group: 'usability', name: id, weight, scale: null, anchors: [] },
  ...basics,
})
const gate = (id: string): Criterion => ({
  ...{ kind: 'gate', id, group: 'usability', name: id, bound: null },
  ...basics,
})

type Matrix = Pick<CriteriaMatrix, 'criteria' | 'tools' | 'cells' | 'resampled'>

function matrixOf(
  criteria: Criterion[],
  cells: Record<string, Record<string, Cell>>,
  resampled: CriteriaMatrix['resampled'] = { draws: 0, seed: 1, marks: {} },
): Matrix {
  const tools = Object.keys(cells).map((key) => ({
    ...{ key, name: key, kind: 'baseline', digest: `sha256:${'0'.repeat(64)}` as const },
  }))
  return { criteria, tools, cells, resampled }
}
const of = (standings: Standing[], tool: string): Standing => {
  const found = standings.find((standing) => standing.tool === tool)
  if (!found) throw new Error(`no standing of ${tool}`)
  return found
}

test('the score is the weighted mean of the marks, and the better tool is first', () => {
  const matrix = matrixOf([rated('speed', 1), rated('quality', 3)], {
    a: { speed: marked(1), quality: marked(0.2) },
    b: { speed: marked(0), quality: marked(0.8) },
  })
  const standings = weighCriteria(matrix)
  expect(of(standings, 'a').score).toBeCloseTo(0.4, 12)
  expect(of(standings, 'b').score).toBeCloseTo(0.6, 12)
  expect([of(standings, 'a').rank, of(standings, 'b').rank]).toEqual([2, 1])
})

test('moving a weight changes the order', () => {
  const matrix = matrixOf([rated('speed', 1), rated('quality', 3)], {
    a: { speed: marked(1), quality: marked(0.2) },
    b: { speed: marked(0), quality: marked(0.8) },
  })
  expect(of(weighCriteria(matrix, { speed: 9 }), 'a').rank).toBe(1)
})

test('an unknown mark is no zero: it leaves the mean and widens what is possible', () => {
  const matrix = matrixOf([rated('speed', 1), rated('quality', 3)], {
    a: { speed: marked(0.5), quality: unknown },
  })
  expect(of(weighCriteria(matrix), 'a')).toMatchObject({
    score: 0.5,
    known: 0.25,
    atLeast: 0.125,
    atMost: 0.875,
  })
})

test('a tool of which nothing is known has no score and no rank', () => {
  const standing = of(weighCriteria(matrixOf([rated('speed', 1)], { a: { speed: unknown } })), 'a')
  expect(standing).toMatchObject({ score: null, rank: null, known: 0, atLeast: 0, atMost: 1 })
})

test('a gate that is not met excludes, one that is open does not', () => {
  const matrix = matrixOf([gate('offline'), rated('speed', 1)], {
    a: { offline: gated('not-met'), speed: marked(1) },
    b: { offline: gated('open'), speed: marked(0.5) },
    c: { offline: gated('met'), speed: marked(0.4) },
  })
  const standings = weighCriteria(matrix)
  expect(of(standings, 'a')).toMatchObject({ failed: ['offline'], rank: null })
  expect(of(standings, 'a').leadsUnderWeights).toBeNull()
  expect(of(standings, 'b')).toMatchObject({ failed: [], open: ['offline'], rank: 1 })
  expect(of(standings, 'c').rank).toBe(2)
})

test('tools with equal scores share a rank and the lead', () => {
  const standings = weighCriteria(
    matrixOf([rated('speed', 1)], { a: { speed: marked(0.5) }, b: { speed: marked(0.5) } }),
  )
  expect(standings.map(({ rank }) => rank)).toEqual([1, 1])
  expect(standings.map(({ leadsUnderWeights }) => leadsUnderWeights)).toEqual([0.5, 0.5])
})

test('a tool better in every row leads under all weights; an even contest is shared', () => {
  const better = weighCriteria(
    matrixOf([rated('speed', 1), rated('quality', 1)], {
      a: { speed: marked(0.9), quality: marked(0.9) },
      b: { speed: marked(0.1), quality: marked(0.8) },
    }),
  )
  expect(of(better, 'a').leadsUnderWeights).toBe(1)
  const even = weighCriteria(
    matrixOf([rated('speed', 1), rated('quality', 1)], {
      a: { speed: marked(0.9), quality: marked(0.1) },
      b: { speed: marked(0.1), quality: marked(0.9) },
    }),
  )
  expect(of(even, 'a').leadsUnderWeights).toBeGreaterThan(0.35)
  expect(of(even, 'a').leadsUnderWeights).toBeLessThan(0.65)
})

test('drawn units change the measured rows only', () => {
  const matrix = matrixOf(
    [rated('quality', 1), rated('support', 1)],
    {
      a: { quality: marked(0.6), support: marked(0.5) },
      b: { quality: marked(0.5), support: marked(0.5) },
    },
    {
      ...{ draws: 4, seed: 1 },
      marks: { quality: { a: [0.6, 0.4, 0.7, 0.6], b: [0.5, 0.5, 0.5, 0.6] } },
    },
  )
  const standings = weighCriteria(matrix)
  expect(of(standings, 'a').leadsUnderResampling).toBeCloseTo(2.5 / 4, 12)
  expect(of(standings, 'b').leadsUnderResampling).toBeCloseTo(1.5 / 4, 12)
})
