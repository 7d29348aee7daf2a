import { describe, expect, test } from 'vitest'
import { chooseMetrics } from '../../../src-main/core/metrics/choose-metrics.ts'
import { metricsForTask } from '../../../src-main/core/metrics/definitions.ts'

const usual = metricsForTask('instances').map(({ id }) => id)

describe('which metrics are computed', () => {
  test('the default set where nothing is asked for', () => {
    expect(chooseMetrics('instances', { comparison: '>' })).toEqual({
      ids: usual,
      options: { comparison: '>' },
    })
  })

  test('ids, sets and the default set together, each metric once', () => {
    const { ids } = chooseMetrics('instances', { metrics: ['default', 'aji', 'f1@0.5', 'ctc'] })
    expect(ids).toEqual([...usual, 'aji', 'ctc-seg', 'ctc-det'])
    expect(chooseMetrics('semantic', { metrics: 'all' }).ids).toContain('hd95')
    expect(chooseMetrics('semantic', { metrics: ['nsd@3.5'] }).ids).toEqual(['nsd@3.5'])
  })

  test('a set states the options of the program it stands for', () => {
    expect(chooseMetrics('instances', { metrics: 'dsb2018' }).options).toEqual({ comparison: '>' })
    expect(() => chooseMetrics('instances', { metrics: 'dsb2018', comparison: '>=' })).toThrow(
      'The set dsb2018 is computed with comparison ">", and ">=" is asked for',
    )
    expect(() => chooseMetrics('instances', { metrics: ['dsb2018', 'cellpose'] })).toThrow(
      'The set cellpose is computed with comparison ">="',
    )
  })

  test('a set names only metrics of the catalogue', () => {
    for (const set of ['stardist', 'cellpose', 'hovernet', 'ctc', 'dsb2018'])
      for (const id of chooseMetrics('instances', { metrics: set }).ids)
        expect(chooseMetrics('instances', { metrics: [id] }).ids).toEqual([id])
    for (const id of chooseMetrics('semantic', { metrics: 'boundary' }).ids)
      expect(chooseMetrics('semantic', { metrics: [id] }).ids).toEqual([id])
  })

  test.each([['dice'], ['nsd@0'], ['boundary'], [[]], [7], [[7]]])('refuses %j', (metrics) => {
    expect(() => chooseMetrics('instances', { metrics })).toThrow(
      expect.objectContaining({ code: 'bad-options' }),
    )
  })
})
