import { describe, expect, test } from 'vitest'
import {
  classAccuracy,
  classConfusion,
  classCounts,
  classKappa,
  classOverlaps,
  gorodkinCorrelation,
  meanRecall,
  type ClassConfusion,
} from '../../../src-main/core/metrics/class-confusion.ts'
import { labels } from '../../fixtures/metrics/drawings.ts'

const close = (value: number) => ({ value: expect.closeTo(value, 12) as number })
const twoClasses: ClassConfusion = {
  classes: [0, 1],
  counts: [
    [40, 10],
    [5, 45],
  ],
}
/** Rows truth: 3 + 1, 2 + 1, and a class that is only predicted once. */
const threeClasses: ClassConfusion = {
  classes: [0, 1, 2],
  counts: [
    [3, 1, 0],
    [0, 2, 1],
    [0, 0, 0],
  ],
}

describe('class confusion', () => {
  test('counts pixels by class of truth and prediction, in the order of the list', () => {
    const confusion = classConfusion(labels('0012', '22.1'), labels('0112', '2.01'), [2, 0, 1])
    expect(confusion).toEqual({
      classes: [2, 0, 1],
      counts: [
        [2, 1, 0],
        [0, 2, 1],
        [0, 0, 2],
      ],
    })
  })

  test('refuses classes that are not listed, and unequal shapes', () => {
    expect(() => classConfusion(labels('05'), labels('00'), [0, 1])).toThrow(
      expect.objectContaining({
        code: 'bad-options',
        message: 'The truth has class 5, which is not listed.',
      }),
    )
    expect(() => classConfusion(labels('00'), labels('07'), [0, 1])).toThrow(
      'prediction has class 7',
    )
    expect(() => classConfusion(labels('0'), labels('00'), [0])).toThrow('1 x 2')
  })

  test('counts each class against the rest', () => {
    expect(classCounts(threeClasses)).toEqual([
      { truth: 4, prediction: 3, both: 3 },
      { truth: 3, prediction: 3, both: 2 },
      { truth: 0, prediction: 1, both: 0 },
    ])
  })

  test('gives accuracy, and mean recall over the classes of the truth', () => {
    expect(classAccuracy(threeClasses)).toBe(5 / 7)
    expect(meanRecall(threeClasses)).toBeCloseTo((3 / 4 + 2 / 3) / 2, 12)
  })

  test('with two classes the correlation and kappa are the usual ones', () => {
    expect(gorodkinCorrelation(twoClasses)).toEqual(
      close((45 * 40 - 10 * 5) / Math.sqrt(55 * 50 * 50 * 45)),
    )
    expect(classKappa(twoClasses, 'equal')).toEqual(close(0.7))
    expect(classKappa(twoClasses, 'quadratic')).toEqual(close(0.7))
  })

  test('with three classes follows the formulas', () => {
    // c = 5, s = 7, truth (4, 3, 0), prediction (3, 3, 1)
    expect(gorodkinCorrelation(threeClasses)).toEqual(
      close((5 * 7 - 21) / Math.sqrt((49 - 19) * (49 - 25))),
    )
    expect(classKappa(threeClasses, 'equal')).toEqual(close((5 / 7 - 21 / 49) / (1 - 21 / 49)))
    const expected = (4 * 3 * 1 + 4 * 1 * 4 + 3 * 3 * 1 + 3 * 1 * 1) / 7
    expect(classKappa(threeClasses, 'quadratic')).toEqual(close(1 - 2 / expected))
  })

  test('are undefined where a side has a single class', () => {
    const single: ClassConfusion = {
      classes: [0, 1],
      counts: [
        [5, 0],
        [0, 0],
      ],
    }
    expect(gorodkinCorrelation(single)).toEqual({ undefined: 'single-class' })
    expect(classKappa(single, 'equal')).toEqual({ undefined: 'single-class' })
  })

  test('overlap per class is undefined for a class on neither side', () => {
    const confusion: ClassConfusion = {
      classes: [0, 1, 2],
      counts: [
        [3, 1, 0],
        [1, 2, 0],
        [0, 0, 0],
      ],
    }
    expect(classOverlaps(confusion)).toEqual([
      { iou: { value: 3 / 5 }, dice: { value: 6 / 8 } },
      { iou: { value: 2 / 4 }, dice: { value: 4 / 6 } },
      { iou: { undefined: 'both-empty' }, dice: { undefined: 'both-empty' } },
    ])
  })
})
