import { expect, test } from 'vitest'
import { catastrophes } from '../../../src-main/core/metrics/catastrophes.ts'
import { matchObjects } from '../../../src-main/core/metrics/matching.ts'
import { anchors, labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

function tanglesOf(truth: ReturnType<typeof labels>, prediction: ReturnType<typeof labels>) {
  const table = tableFrom({ truth, prediction })
  return catastrophes(table, matchObjects(table, { threshold: 0.5 }))
}

test('two true objects cut across by two predictions are one tangle', () => {
  const truth = labels('1111', '1111', '2222', '2222')
  const prediction = labels('3344', '3344', '3344', '3344')
  expect(tanglesOf(truth, prediction)).toEqual([{ truth: [0, 1], prediction: [0, 1] }])
})

test('tangles apart from each other are counted apart, matched objects in none', () => {
  const truth = labels('1122..5566.9', '1122..5566.9')
  const prediction = labels('3333..7777.9', '4444..8888.9')
  expect(tanglesOf(truth, prediction)).toEqual([
    { truth: [0, 1], prediction: [0, 1] },
    { truth: [2, 3], prediction: [2, 3] },
  ])
})

test('a split and a merge alone are no tangles, nor is a shift', () => {
  const split = tanglesOf(labels('111111'), labels('223344'))
  const merge = tanglesOf(labels('223344'), labels('111111'))
  expect([split, merge]).toEqual([[], []])
  const { shiftedBy5 } = anchors
  expect(tanglesOf(shiftedBy5.truth, shiftedBy5.prediction)).toEqual([])
})

test('a chain of neighbours that touch by little is none', () => {
  // each prediction shares a pixel of its ten with the next object only
  const truth = labels('1111111111', '2222222222')
  const prediction = labels('...............'.slice(0, 10), '.........3')
  expect(tanglesOf(truth, prediction)).toEqual([])
})
