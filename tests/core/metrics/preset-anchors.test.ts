/** Values that the programs behind the presets give, checked by hand (10 x 10 squares) or run on a public mask. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import type { LabelImage } from '../../../src-main/core/images/types.ts'
import { chooseMetrics } from '../../../src-main/core/metrics/choose-metrics.ts'
import { detection } from '../../../src-main/core/metrics/ctc.ts'
import { matchObjects } from '../../../src-main/core/metrics/matching.ts'
import { pooledMatchingTable } from '../../../src-main/core/metrics/matching-table.ts'
import { scoreInstances } from '../../../src-main/core/metrics/score-instances.ts'
import { scoreSemantic } from '../../../src-main/core/metrics/score-semantic.ts'
import { anchors, labels, maskOf, paint, tableFrom } from '../../fixtures/metrics/drawings.ts'

type Pair = { readonly truth: LabelImage; readonly prediction: LabelImage }

function byPreset({ truth, prediction }: Pair, preset: string): Record<string, unknown> {
  const { ids, options } = chooseMetrics('instances', { metrics: preset })
  const { scores } = scoreInstances(truth, prediction, options, ids)
  return Object.fromEntries(
    ids.map((id) => {
      const score = scores[id]!
      return [id, 'undefined' in score ? score.undefined : score.value]
    }),
  )
}
const near = (value: number, digits = 12) => expect.closeTo(value, digits) as number

describe('one square shifted by 2 px (IoU 2/3)', () => {
  const pair = anchors.shiftedBy2
  test('stardist, cellpose, hovernet, ctc', () => {
    expect(byPreset(pair, 'stardist')).toMatchObject({
      'f1@0.5': 1,
      'panoptic-quality@0.5': near(2 / 3),
      'mean-true-iou@0.5': near(2 / 3),
    })
    expect(byPreset(pair, 'cellpose')).toMatchObject({
      'critical-success-index@0.5': 1,
      'critical-success-index@0.75': 0,
      'aji-cellpose': near(2 / 3),
    })
    expect(byPreset(pair, 'hovernet')['panoptic-quality@0.5']).toBeCloseTo(0.666666, 5)
    expect(byPreset(pair, 'ctc')).toEqual({ 'ctc-seg': near(2 / 3), 'ctc-det': 1 })
  })
})

describe('one square shifted by 5 px (IoU 1/3)', () => {
  const pair = anchors.shiftedBy5
  test('stardist, cellpose, hovernet, ctc', () => {
    expect(byPreset(pair, 'stardist')).toMatchObject({ 'f1@0.5': 0, 'precision@0.5': 0 })
    expect(matchObjects(tableFrom(pair), { threshold: 0.5 })).toMatchObject({
      ...{ truePositives: 0, falsePositives: 1, falseNegatives: 1 },
    })
    expect(byPreset(pair, 'cellpose')).toMatchObject({
      'critical-success-index@0.5': 0,
      'aji-cellpose': near(1 / 3),
    })
    expect(byPreset(pair, 'hovernet')).toMatchObject({
      'panoptic-quality@0.5': 0,
      aji: near(1 / 3),
    })
    expect(byPreset(pair, 'ctc')).toEqual({ 'ctc-seg': 0, 'ctc-det': 0 })
    expect(detection(tableFrom(pair))).toMatchObject({ missed: 1, extra: 1 })
  })
})

describe('an object split in exact halves (IoU 0.5)', () => {
  const pair = anchors.split
  test('stardist, cellpose, hovernet, ctc', () => {
    expect(byPreset(pair, 'stardist')).toMatchObject({
      ...{ 'f1@0.5': near(2 / 3), 'panoptic-quality@0.5': near(1 / 3), 'precision@0.5': 0.5 },
    })
    expect(byPreset(pair, 'cellpose')).toMatchObject({
      ...{ 'critical-success-index@0.5': 0.5, 'aji-cellpose': 0.5 },
    })
    expect(byPreset(pair, 'hovernet')).toMatchObject({
      ...{ 'f1@0.5': 0, aji: near(1 / 3), 'aji-plus': near(1 / 3) },
    })
    expect(byPreset(pair, 'ctc')).toEqual({ 'ctc-seg': 0, 'ctc-det': 0 })
    expect(detection(tableFrom(pair))).toMatchObject({ missed: 1, extra: 2 })
  })
})

describe('two halves merged', () => {
  const pair = anchors.merge
  test('stardist, cellpose, hovernet, ctc', () => {
    expect(byPreset(pair, 'stardist')).toMatchObject({
      ...{ 'f1@0.5': near(2 / 3), 'panoptic-quality@0.5': near(1 / 3), 'recall@0.5': 0.5 },
    })
    expect(byPreset(pair, 'cellpose')).toMatchObject({
      ...{ 'critical-success-index@0.5': 0.5, 'aji-cellpose': 0.5 },
    })
    expect(byPreset(pair, 'hovernet')).toMatchObject({
      ...{ 'f1@0.5': 0, aji: 0.5, 'aji-plus': near(1 / 3) },
    })
    expect(byPreset(pair, 'ctc')).toEqual({ 'ctc-seg': 0.5, 'ctc-det': 0.75 })
    expect(detection(tableFrom(pair)).splits).toBe(1)
  })
})

describe('where a program fails, the score is a value or a reason', () => {
  const none = labels('...')
  const pairs: Record<string, Pair> = {
    'nothing on both sides': { truth: none, prediction: none },
    'nothing predicted': { truth: labels('1.2'), prediction: none },
    'nothing in truth': { truth: none, prediction: labels('1.2') },
    'no background': { truth: labels('112'), prediction: labels('122') },
  }
  const presets = ['touchstone', 'stardist', 'cellpose', 'hovernet', 'ctc', 'dsb2018']
  test.each([...presets, 'neurips-cellseg', 'panoptica'])('%s', (preset) => {
    for (const pair of Object.values(pairs))
      for (const value of Object.values(byPreset(pair, preset)))
        expect(typeof value === 'string' ? value : Number.isFinite(value)).not.toBe(false)
    expect(Object.values(byPreset(pairs['nothing on both sides']!, preset))).toContain('both-empty')
  })

  test('without background all objects count', () => {
    const { 'critical-success-index@0.5': score } = byPreset(pairs['no background']!, 'cellpose')
    expect(score).toBe(1)
  })
})

describe('neurips-cellseg', () => {
  const box = (label: number, y: number, x: number) => ({ label, y, x, height: 4, width: 4 })
  test('leaves out objects within 2 px of the edge, on either side by its own place', () => {
    const truth = paint([20, 20], [box(1, 0, 8), box(2, 1, 14), box(3, 2, 2), box(4, 12, 8)])
    const prediction = paint([20, 20], [box(1, 2, 8), box(3, 2, 2), box(4, 12, 15), box(5, 12, 8)])
    const { options } = chooseMetrics('instances', { metrics: 'neurips-cellseg' })
    const { scores, objects, notes } = scoreInstances(truth, prediction, options)
    expect(objects.truth.map(({ label }) => label)).toEqual([3, 4])
    expect(objects.prediction.map(({ label }) => label)).toEqual([1, 3, 5])
    expect(scores['f1@0.5']).toEqual({ value: 4 / 5 })
    expect(notes).toEqual(['Left out by size or border: 2 true and 1 predicted objects.'])
  })

  test('an empty prediction misses every object, unlike in the original', () => {
    const truth = paint([20, 20], [box(1, 4, 4), box(2, 12, 12)])
    const pair = { truth, prediction: paint([20, 20], []) }
    expect(byPreset(pair, 'neurips-cellseg')).toEqual({
      'f1@0.5': 0,
      'precision@0.5': 'prediction-empty',
      'recall@0.5': 0,
    })
  })
})

const nuclei = join(
  ...[import.meta.dirname, '..', '..', '..', '..', 'shared', 'real', 'datasets'],
  ...['stardist_samples', 'gt', 'mask2d.tif'],
)

describe.skipIf(!existsSync(nuclei))(
  '125 nuclei against themselves turned by 2° (needs ../shared/real)',
  () => {
    const pairOf = async (): Promise<Pair> => {
      const truth = await readLabelImage(nuclei)
      return { truth, prediction: turned(truth, 2) }
    }

    test('stardist', async () => {
      const pair = await pairOf()
      expect(byPreset(pair, 'stardist')).toMatchObject({
        'f1@0.5': near(0.296),
        'critical-success-index@0.5': near(0.17370892018779344),
        'mean-true-iou@0.5': near(0.1949078786010936, 6),
        'panoptic-quality@0.5': near(0.1949078786010936, 6),
        'mean-matched-iou@0.5': near(0.6584725628415324, 6),
      })
      const table = tableFrom(pair)
      const positives = [0.1, 0.3, 0.5, 0.7, 0.9].map(
        (threshold) => matchObjects(table, { threshold }).truePositives,
      )
      expect(positives).toEqual([118, 88, 37, 12, 1])
      expect(pooledMatchingTable([table, table], [0.5])).toMatchObject({
        ...{ tp: [74], fp: [176], fn: [176] },
        f1: [near(0.296)],
      })
    })

    test('cellpose, hovernet, ctc', async () => {
      const pair = await pairOf()
      expect(byPreset(pair, 'cellpose')).toMatchObject({
        'critical-success-index@0.75': near(0.0460251, 7),
        'critical-success-index@0.9': near(0.00401606, 7),
        'aji-cellpose': near(0.461086, 6),
      })
      expect(byPreset(pair, 'hovernet')).toMatchObject({
        'f1@0.5': near(0.288),
        'panoptic-quality@0.5': near(0.190908, 5),
        aji: near(0.444864, 6),
        'aji-plus': near(0.446858, 6),
      })
      expect(byPreset(pair, 'ctc')).toEqual({
        'ctc-seg': near(0.353976, 6),
        'ctc-det': near(0.648),
      })
      expect(detection(tableFrom(pair))).toMatchObject({ missed: 40, extra: 40 })
    })

    test('as foreground', async () => {
      const { truth, prediction } = await pairOf()
      expect(scoreSemantic(maskOf(truth), maskOf(prediction)).scores).toMatchObject({
        iou: { value: near(0.49293, 5) },
        dice: { value: near(0.66035, 5) },
      })
    })
  },
)

/** As `scipy.ndimage.rotate(image, degrees, order=0, reshape=False)`: nearest pixel, 0 beyond the edge. */
function turned({ shape, data }: LabelImage, degrees: number): LabelImage {
  const [height = 0, width = 0] = shape
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const [cy, cx] = [(height - 1) / 2, (width - 1) / 2]
  const to = new Uint32Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromY = cy + cos * (y - cy) + sin * (x - cx)
      const fromX = cx - sin * (y - cy) + cos * (x - cx)
      if (fromY < 0 || fromX < 0 || fromY > height - 1 || fromX > width - 1) continue
      to[y * width + x] = data[Math.floor(fromY + 0.5) * width + Math.floor(fromX + 0.5)]!
    }
  return { shape, data: to }
}
