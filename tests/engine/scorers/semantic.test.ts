import { afterAll, describe, expect, test } from 'vitest'
import { everyMetricForTask } from '../../../src-main/core/metrics/definitions.ts'
import { scoreClassMaps } from '../../../src-main/core/metrics/score-class-maps.ts'
import { visitMasks } from '../../../src-main/engine/scorers/cut-classes.ts'
import { randomClassMaps } from '../../fixtures/metrics/class-maps.ts'
import { labelFiles, scored } from './label-files.ts'

const files = labelFiles()
afterAll(() => {
  files.remove()
})

const shape = [3, 4]
const truth = files.write('truth', shape, [1, 1, 2, 2, 1, 1, 2, 2, 0, 0, 0, 0])
const prediction = files.write('prediction', shape, [1, 1, 1, 2, 1, 0, 2, 2, 0, 0, 0, 0])
const value = (score: unknown): number => (score as { value: number }).value

describe('class maps', () => {
  test('are scored class by class, the mean and each', async () => {
    const { scores } = await scored('semantic', truth, prediction, { classes: [1, 2] })
    expect(Object.keys(scores)).toEqual([
      ...['dice', 'iou', 'precision', 'recall'],
      ...['dice-class@1', 'iou-class@1', 'dice-class@2', 'iou-class@2'],
    ])
    expect(value(scores['iou-class@1'])).toBeCloseTo(3 / 5, 12)
    expect(value(scores['iou-class@2'])).toBeCloseTo(3 / 4, 12)
    expect(value(scores.iou)).toBeCloseTo((3 / 5 + 3 / 4) / 2, 12)
  })

  test('without the option are refused, with the option named', async () => {
    await expect(scored('semantic', truth, prediction)).rejects.toThrow(
      /holds 3 distinct values, and a mask has at most 2; .* metric option classes/,
    )
  })

  test('with a label that is not listed are refused, named and counted', async () => {
    const other = files.write('other', shape, [1, 1, 9, 9, 1, 1, 7, 2, 0, 0, 0, 0])
    await expect(scored('semantic', truth, other, { classes: [1, 2] })).rejects.toThrow(
      /other\.npy has the labels 7, 9 in 3 pixels, and the metric option classes lists 1, 2 \(0 is background\)/,
    )
  })

  test('do not count where nobody judged, whatever was predicted there', async () => {
    const partly = files.write('partly', shape, [1, 1, 255, 2, 1, 255, 2, 2, 0, 0, 0, 0])
    const options = { classes: [1, 2], ignoreLabel: 255, metrics: ['default', 'accuracy'] }
    const { scores, notes } = await scored('semantic', partly, prediction, options)
    expect(scores.dice).toEqual({ value: 1 })
    expect(scores.accuracy).toEqual({ value: 1 })
    expect(notes).toEqual([
      '2 pixels have the ignore label in the truth and were left out on both sides.',
    ])
    const odd = files.write('odd', shape, [1, 1, 200, 2, 1, 0, 2, 2, 0, 0, 0, 0])
    expect((await scored('semantic', partly, odd, options)).scores.dice).toEqual({ value: 1 })
    await expect(scored('semantic', truth, odd, options)).rejects.toThrow('200 in 1 pixels')
  })

  test('may be a single case of a single class', async () => {
    const one = files.write('one', [1, 1], [3])
    const { scores } = await scored('semantic', one, one, { classes: [3], metrics: 'all' })
    expect(scores.dice).toEqual({ value: 1 })
    expect(scores.mcc).toEqual({ undefined: 'single-class' })
  })
})

describe('masks', () => {
  const mask = files.write('mask', shape, [1, 1, 255, 0, 1, 0, 0, 0, 0, 0, 0, 0], '|u1')

  test('may have an ignore label as a third value of the truth', async () => {
    const whole = files.write('whole', shape, [255, 255, 255, 0, 255, 0, 0, 0, 0, 0, 0, 0], '|u1')
    const options = { ignoreLabel: 255, metrics: ['default', 'specificity', 'hausdorff'] }
    const { scores } = await scored('semantic', mask, whole, options)
    expect(scores).toMatchObject({
      dice: { value: 1 },
      specificity: { value: 1 },
      hausdorff: { value: 0 },
    })
  })

  test('have one value beside it', async () => {
    const options = { ignoreLabel: 9 }
    const clean = files.write('clean', shape, [1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], '|u1')
    await expect(scored('semantic', mask, clean, options)).rejects.toThrow(
      'beside 0 and the ignore label 9 it holds 2 distinct values',
    )
    const plain = files.write('plain', [1, 2], [1, 0])
    expect((await scored('semantic', plain, plain, options)).notes).toEqual([
      expect.stringContaining('has no pixel with the ignore label 9'),
    ])
  })

  test('that are ignored throughout have no score', async () => {
    const nothing = files.write('nothing', [1, 2], [9, 9])
    const plain = files.write('plain', [1, 2], [1, 0])
    const options = { ignoreLabel: 9, metrics: 'all' }
    const { scores } = await scored('semantic', nothing, plain, options)
    expect(scores.dice).toEqual({ undefined: 'both-empty' })
    expect(scores.accuracy).toEqual({ undefined: 'truth-empty' })
  })

  test('with NaN are refused', async () => {
    const nan = files.write('nan', [1, 2], [1, NaN], '<f4')
    const plain = files.write('plain', [1, 2], [1, 0])
    await expect(scored('semantic', plain, nan)).rejects.toThrow(/nan\.npy .* NaN/)
  })
})

describe('maps that are walked in pieces', () => {
  const every = everyMetricForTask('semantic').map(({ id }) => id)

  test.each([
    [{ classes: [1, 2, 7] }],
    [{ classes: [0, 2, 1, 7] }],
    [{ classes: [2, 7], ignoreLabel: 1 }],
  ])('have every score of whole ones with %j', async (options) => {
    for (const [seed, sides] of [
      [40, 33],
      [4, 11, 12],
    ].entries()) {
      const maps = randomClassMaps(seed, sides, [1, 2, 7])
      // what is ignored in the truth may be anything in the prediction
      const own = files.write(`own-${seed}`, sides, [...maps.truth.data])
      const data = maps.prediction.data.map((label) =>
        label === 1 && 'ignoreLabel' in options ? 2 : label,
      )
      const other = files.write(`other-${seed}`, sides, [...data])
      const { scores } = await scored('semantic', own, other, { ...options, metrics: 'all' })
      const prediction = { shape: sides, data }
      const whole = scoreClassMaps(maps.truth, prediction, options, every).scores
      expect(scores).toMatchObject(whole)
      expect(Object.keys(whole).length).toBeGreaterThan(20)
    }
  })

  test('are read once for as many classes as fit into memory together, never for none', async () => {
    let walks = 0
    const large = { begin: [0, 0, 0], end: [1, 5000, 5000] } as const
    const small = { begin: [0, 0, 0], end: [1, 1, 1] } as const
    const maps = {
      shape: [5000, 5000],

      async *pieces() {
        walks++
        yield [Uint8Array.of(4), Uint8Array.of(2)] as const
      },
    }
    const places: number[] = []
    await visitMasks(maps, [null, null, small, small, null], (place) => places.push(place))
    expect([walks, places]).toEqual([1, [2, 3]])
    await visitMasks(maps, [null, large, large, small], () => undefined)
    expect(walks).toBe(3)
    await visitMasks(maps, [null], () => undefined)
    expect(walks).toBe(3)
  })
})
