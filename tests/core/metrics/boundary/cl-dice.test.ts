import { describe, expect, test } from 'vitest'
import { centreLineScores, skeleton } from '../../../../src-main/core/metrics/boundary/cl-dice.ts'
import { mask, maskOf, volume } from '../../../fixtures/metrics/drawings.ts'

const bar = mask('.........', '.1111111.', '.1111111.', '.1111111.', '.........')
const none = mask('.........', '.........', '.........', '.........', '.........')

describe('clDice', () => {
  test('is 1 where centre lines lie in each other, whatever the width', () => {
    const line = mask('.........', '......1..', '.11111...', '.........', '.........')
    expect(centreLineScores(bar, line, 'touchstone')).toEqual({
      clDice: { value: 1 },
      topologyPrecision: { value: 1 },
      topologySensitivity: { value: 1 },
    })
  })

  test('is the harmonic mean of both shares', () => {
    const truth = mask('11111111')
    const prediction = mask('111111..')
    expect(centreLineScores(truth, prediction, 'touchstone')).toEqual({
      clDice: { value: (2 * 0.75) / 1.75 },
      topologyPrecision: { value: 1 },
      topologySensitivity: { value: 0.75 },
    })
    expect(centreLineScores(prediction, truth, 'touchstone')).toMatchObject({
      topologyPrecision: { value: 0.75 },
      topologySensitivity: { value: 1 },
    })
  })

  test('takes both shares into account where neither is 1', () => {
    expect(centreLineScores(mask('11111...'), mask('...11111'), 'touchstone').clDice).toEqual({
      value: expect.closeTo(0.4, 12) as number,
    })
    expect(centreLineScores(mask('1111....'), mask('..111111'), 'touchstone').clDice).toEqual({
      value: expect.closeTo((2 * (1 / 2) * (1 / 3)) / (1 / 2 + 1 / 3), 12) as number,
    })
  })

  test('is 0 where the lines miss each other; the reference leaves that undefined', () => {
    const [truth, prediction] = [mask('11.', '...'), mask('...', '.11')]
    expect(centreLineScores(truth, prediction, 'touchstone').clDice).toEqual({ value: 0 })
    expect(centreLineScores(truth, prediction, 'reference').clDice).toEqual({
      undefined: 'no-matches',
    })
  })

  test('of empty masks names which one is', () => {
    expect(centreLineScores(bar, none, 'touchstone')).toEqual({
      clDice: { value: 0 },
      topologyPrecision: { undefined: 'prediction-empty' },
      topologySensitivity: { value: 0 },
    })
    expect(centreLineScores(none, bar, 'touchstone')).toEqual({
      clDice: { value: 0 },
      topologyPrecision: { value: 0 },
      topologySensitivity: { undefined: 'truth-empty' },
    })
    expect(centreLineScores(none, none, 'touchstone').clDice).toEqual({ undefined: 'both-empty' })
    expect(centreLineScores(none, none, 'reference').clDice).toEqual({ value: 1 })
  })

  test('thins planes and volumes by their own algorithm', () => {
    expect(skeleton(bar).data.reduce((sum, value) => sum + value, 0)).toBe(6)
    const full = ['11111', '11111', '11111']
    expect(skeleton(maskOf(volume(full, full, full))).shape).toEqual([3, 3, 5])
  })

  test('refuses masks of different shape', () => {
    expect(() => centreLineScores(mask('11'), mask('1'), 'touchstone')).toThrow('1 x 2')
  })
})
