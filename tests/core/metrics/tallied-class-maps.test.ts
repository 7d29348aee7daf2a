import { expect, test } from 'vitest'
import type { LabelImage } from '../../../src-main/core/images/types.ts'
import { everyMetricForTask } from '../../../src-main/core/metrics/definitions.ts'
import type { MetricOptions } from '../../../src-main/core/metrics/metric-options.ts'
import { createPlaceCut } from '../../../src-main/core/metrics/place-cut.ts'
import { createPlaceTally } from '../../../src-main/core/metrics/place-tally.ts'
import { scoreClassMaps } from '../../../src-main/core/metrics/score-class-maps.ts'
import { scoreSemantic, scoreTalliedMasks } from '../../../src-main/core/metrics/score-semantic.ts'
import {
  allClasses,
  countedClasses,
  scoreMasksOfClass,
  scoreTalliedClassMaps,
} from '../../../src-main/core/metrics/tallied-class-maps.ts'
import { randomClassMaps } from '../../fixtures/metrics/class-maps.ts'

const every = everyMetricForTask('semantic').map(({ id }) => id)
const ofClasses = ['dice-class@1', 'iou-class@2', 'recall-class@3', 'precision-class@1']

/** Pixel counts and boxes of two maps in pieces of `step`, and the masks of one class out of its box. */
function inPieces(truth: LabelImage, prediction: LabelImage, largest: number, step: number) {
  const [t, p] = [Uint8Array.from(truth.data), Uint8Array.from(prediction.data)]
  const walk = (sink: { add(t: Uint8Array, p: Uint8Array): void }): void => {
    for (let at = 0; at < t.length; at += step)
      sink.add(t.subarray(at, at + step), p.subarray(at, at + step))
  }
  const tally = createPlaceTally(truth.shape, largest)
  walk(tally)
  const { counts, boxes } = tally.finish()
  const masksOf = (place: number) => {
    const cut = createPlaceCut(truth.shape, boxes[place]!, place)
    walk(cut)
    return cut.finish()
  }
  return { counts, masksOf }
}

test.each([
  [[23, 31], 7],
  [[23, 31], 1000],
  [[30, 17], 1],
  [[5, 9, 11], 13],
])('class maps %j in pieces of %i pixels have the scores of whole ones', (shape, step) => {
  for (let seed = 0; seed < 5; seed++) {
    const { truth, prediction } = randomClassMaps(seed, shape, [1, 2, 3])
    const options: MetricOptions = { classes: [1, 2, 3, 4] }
    const wanted = [...every, ...ofClasses]
    const { counts, masksOf } = inPieces(truth, prediction, 4, step)
    const tallied = { confusion: { classes: allClasses(options), counts }, imageShape: shape }
    const ofMasks = countedClasses(tallied, options).flatMap((one, at) =>
      one.isPresent
        ? [[one.label, scoreMasksOfClass(one, masksOf(at + 1), shape, wanted, options)] as const]
        : [],
    )
    const streamed = scoreTalliedClassMaps(tallied, new Map(ofMasks), options, wanted)
    expect(streamed).toEqual(scoreClassMaps(truth, prediction, options, wanted))
  }
})

test.each([
  [[23, 31], 7],
  [[40, 40], 64],
  [[5, 9, 11], 13],
])('masks %j in pieces of %i pixels have the scores of whole ones', (shape, step) => {
  for (let seed = 0; seed < 5; seed++) {
    const { truth, prediction } = randomClassMaps(seed, shape, [1])
    const { counts, masksOf } = inPieces(truth, prediction, 1, step)
    const [background, foreground] = counts as [number[], number[]]
    const judged = {
      truePositives: foreground[1]!,
      falsePositives: background[1]!,
      falseNegatives: foreground[0]!,
      trueNegatives: background[0]!,
    }
    const streamed = scoreTalliedMasks(judged, masksOf(1), shape, {}, every)
    const mask = ({ data }: LabelImage) => ({ shape, data: Uint8Array.from(data) })
    expect(streamed).toEqual(scoreSemantic(mask(truth), mask(prediction), {}, every))
  }
})

test('every class comes in the order of the option, background with its own number', () => {
  expect(allClasses({ classes: [3, 1] })).toEqual([0, 3, 1])
  expect(allClasses({ classes: [3, 0] })).toEqual([3, 0])
  expect(() => allClasses({})).toThrow('need the metric option classes')
})
