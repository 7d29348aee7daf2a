/** Whatever changes a number stands in the metric's tuple, so that unlike numbers never share a column. */
import { describe, expect, test } from 'vitest'
import { sameTuple } from '../../../src-main/contract/metrics.ts'
import type { Score } from '../../../src-main/contract/words.ts'
import type { LabelImage } from '../../../src-main/core/images/types.ts'
import { chooseMetrics } from '../../../src-main/core/metrics/choose-metrics.ts'
import {
  everyMetricForTask,
  metricTuple,
  optionsOfTask,
} from '../../../src-main/core/metrics/definitions.ts'
import type { MetricOptions } from '../../../src-main/core/metrics/metric-options.ts'
import { scoreClassMaps } from '../../../src-main/core/metrics/score-class-maps.ts'
import { scoreInstances } from '../../../src-main/core/metrics/score-instances.ts'
import { scoreSemantic } from '../../../src-main/core/metrics/score-semantic.ts'
import { anchors, maskOf, paint } from '../../fixtures/metrics/drawings.ts'

type Scores = Readonly<Record<string, Score>>
type Change = readonly [option: string, before: MetricOptions, after: MetricOptions]

const box = (label: number, y: number, x: number, height = 6, width = 6) => ({
  ...{ label, y, x, height, width },
})
const truth = paint(
  [40, 40],
  [
    box(1, 0, 3),
    box(2, 1, 20),
    box(3, 12, 4),
    box(4, 12, 14, 8, 8),
    box(5, 24, 4, 6, 12),
    box(6, 34, 30, 2, 2),
  ],
)
const prediction = paint(
  [40, 40],
  [
    ...[box(1, 0, 4), box(2, 2, 20), box(3, 13, 5), box(4, 14, 14, 8, 9)],
    ...[box(5, 24, 4), box(7, 24, 10), box(8, 30, 30, 1, 1), box(9, 24, 28, 8, 8)],
  ],
)

/** Metrics whose value changed, and of these those whose tuple did not. */
function compare(
  task: 'instances' | 'semantic',
  [, before, after]: Change,
  score: (options: MetricOptions, ids: readonly string[]) => Scores,
) {
  const ids = everyMetricForTask(task).map(({ id }) => id)
  const [own, other] = [before, after].map((given) => {
    const { options } = chooseMetrics(task, given)
    return { scores: score(options, ids), tuple: (id: string) => metricTuple(id, options) }
  }) as [{ scores: Scores; tuple: (id: string) => ReturnType<typeof metricTuple> }, never]
  const { scores, tuple } = other as typeof own
  const changed = ids.filter((id) => JSON.stringify(own.scores[id]) !== JSON.stringify(scores[id]))
  return { changed, unsaid: changed.filter((id) => sameTuple(own.tuple(id), tuple(id))) }
}

const dropped = { borderObjects: 'drop-prediction-and-truth-touching' }
const inUm = { distanceUnit: 'um', pixelSizeUm: { x: 0.5, y: 0.25 } }

describe('instances', () => {
  const changes: readonly Change[] = [
    ['comparison', {}, { comparison: '>' }],
    ['criterion', {}, { criterion: 'iot' }],
    ['borderObjects', {}, dropped],
    ['borderWidthPx', dropped, { ...dropped, borderWidthPx: 2 }],
    ['minimumAreaPx', {}, { minimumAreaPx: 5 }],
    ['distanceUnit', {}, inUm],
    ['pixelSizeUm', inUm, { ...inUm, pixelSizeUm: { x: 1, y: 1 } }],
  ]
  const onPair =
    (pair: { truth: LabelImage; prediction: LabelImage }) =>
    (options: MetricOptions, ids: readonly string[]): Scores =>
      scoreInstances(pair.truth, pair.prediction, options, ids).scores

  test.each(changes)('%s', (...change) => {
    // a pair at exactly one half, for the comparison
    const pair = change[0] === 'comparison' ? anchors.split : { truth, prediction }
    const { changed, unsaid } = compare('instances', change, onPair(pair))
    expect(changed.length).toBeGreaterThan(0)
    expect(unsaid).toEqual([])
  })

  test('the empty-case policy', () => {
    const nothing = paint([40, 40], [])
    const change: Change = ['emptyCasePolicy', {}, { emptyCasePolicy: 'reference' }]
    const { changed, unsaid } = compare('instances', change, onPair({ truth, prediction: nothing }))
    expect(changed.length).toBeGreaterThan(0)
    expect(unsaid).toEqual([])
  })

  test('no option is left out here, but conventions of which there is one', () => {
    const tried = changes.map(([option]) => option)
    // classes of objects need their tables: object-classes.test.ts
    const left = optionsOfTask('instances').filter((name) => !tried.includes(name))
    expect(left.toSorted()).toEqual(['border', 'objectClasses'])
  })
})

describe('semantic', () => {
  const classes = { classes: [1, 2, 3] }
  const changes: readonly Change[] = [
    ['distanceUnit', {}, inUm],
    ['pixelSizeUm', inUm, { ...inUm, pixelSizeUm: { x: 1, y: 1 } }],
    ['classes', classes, { classes: [1, 2] }],
    ['classes', {}, classes],
    ['ignoreLabel', classes, { classes: [1, 2, 3], ignoreLabel: 5 }],
    ['emptyCasePolicy', {}, { emptyCasePolicy: 'reference' }],
  ]
  const upTo = (largest: number, { shape, data }: LabelImage): LabelImage => ({
    shape,
    data: data.map((label) => (label > largest && label !== 5 ? 0 : label)),
  })

  test.each(changes)('%s', (...change) => {
    const isEmpty = change[0] === 'emptyCasePolicy'
    const score = (options: MetricOptions, ids: readonly string[]): Scores => {
      if (options.classes === undefined)
        return scoreSemantic(
          maskOf(isEmpty ? paint([40, 40], []) : truth),
          maskOf(isEmpty ? paint([40, 40], []) : prediction),
          options,
          ids,
        ).scores
      const listed = options.classes as number[]
      const keep = ({ shape, data }: LabelImage): LabelImage => ({
        shape,
        data: data.map((label) =>
          listed.includes(label) || label === options.ignoreLabel ? label : 0,
        ),
      })
      return scoreClassMaps(keep(truth), keep(upTo(3, prediction)), options, ids).scores
    }
    const { changed, unsaid } = compare('semantic', change, score)
    expect(changed.length).toBeGreaterThan(0)
    expect(unsaid).toEqual([])
  })

  test('no option is left out here, but conventions of which there is one', () => {
    const tried: readonly string[] = changes.map(([option]) => option)
    expect(
      optionsOfTask('semantic')
        .filter((name) => !tried.includes(name))
        .toSorted(),
    ).toEqual(['border', 'percentile', 'skeleton'])
    for (const [name, wrong] of [
      ['border', 'corners'],
      ['percentile', 'nearest'],
      ['skeleton', 'lee'],
    ] as const)
      expect(() => scoreSemantic(maskOf(truth), maskOf(truth), { [name]: wrong })).toThrow(
        `The metric option ${name} is "${wrong}"`,
      )
  })

  test('what a metric is computed with stands beside it', () => {
    expect(metricTuple('hd95').options).toEqual({
      ...{ distanceUnit: 'px', pixelSizeUm: null },
      ...{ border: 'face-neighbours', percentile: 'linear' },
    })
    expect(metricTuple('cl-dice').options).toEqual({ skeleton: 'zhang-2d-lee-3d' })
    expect(
      metricTuple('f1@0.5', { criterion: 'iop', borderWidthPx: 2, ...dropped }).options,
    ).toEqual({ comparison: '>=', criterion: 'iop', borderWidthPx: 2, ...dropped })
  })
})
