import { expect, test } from 'vitest'
import { scoreClassMaps } from '../../../src-main/core/metrics/score-class-maps.ts'
import { scoreSemantic } from '../../../src-main/core/metrics/score-semantic.ts'

const map = (...rows: number[][]) => ({
  shape: [rows.length, rows[0]!.length],
  data: Uint32Array.from(rows.flat()),
})
const truth = map([1, 1, 2, 2], [1, 1, 2, 2], [0, 0, 0, 3])
const prediction = map([1, 1, 1, 2], [1, 0, 2, 2], [0, 0, 0, 0])
const value = (score: unknown): number => (score as { value: number }).value

test('scores every class against the rest, and their plain mean', () => {
  const wanted = [1, 2, 3].flatMap((label) => [`dice-class@${label}`, `recall-class@${label}`])
  const { scores } = scoreClassMaps(truth, prediction, { classes: [1, 2, 3] }, wanted)
  // class 1: 3 of 4 and 4 pixels; class 2: 3 of 4 and 3; class 3 is missed
  expect(value(scores['dice-class@1'])).toBeCloseTo(6 / 8)
  expect(value(scores['dice-class@2'])).toBeCloseTo(6 / 7)
  expect(value(scores['dice-class@3'])).toBe(0)
  expect(value(scores.dice)).toBeCloseTo((6 / 8 + 6 / 7 + 0) / 3)
  expect(value(scores.iou)).toBeCloseTo((3 / 5 + 3 / 4 + 0) / 3)
  expect(value(scores.recall)).toBeCloseTo((3 / 4 + 3 / 4 + 0) / 3)
  expect(value(scores.accuracy)).toBeCloseTo(9 / 12)
})

test('a class on neither side is in no mean', () => {
  const { scores, notes } = scoreClassMaps(truth, truth, { classes: [1, 2, 3, 9] }, [
    'dice-class@9',
  ])
  expect(scores.dice).toEqual({ value: 1 })
  expect(scores['dice-class@9']).toEqual({ undefined: 'both-empty' })
  expect(notes).toEqual([])
})

test('says which classes a mean has to leave out', () => {
  const { scores, notes } = scoreClassMaps(truth, prediction, { classes: [1, 2, 3] }, ['hd95'])
  // class 3 was never predicted: neither its precision nor its distance exists
  expect(value(scores.precision)).toBeCloseTo((3 / 4 + 1) / 2)
  expect(value(scores.hd95)).toBeGreaterThan(0)
  expect(notes).toEqual([
    'The mean of precision over classes leaves out class 3 (prediction-empty)',
    'The mean of hd95 over classes leaves out class 3 (prediction-empty)',
  ])
})

test('pixels of the ignore label leave both sides, whatever was predicted there', () => {
  const withVoid = map([1, 1, 255, 2], [1, 1, 2, 255])
  const guess = map([1, 1, 2, 2], [1, 1, 2, 1])
  const options = { classes: [1, 2], ignoreLabel: 255 }
  const scored = scoreClassMaps(withVoid, guess, options, ['assd'])
  expect(scored.scores).toMatchObject({ dice: { value: 1 }, accuracy: { value: 1 } })
  expect(scored.scores.assd).toEqual({ value: 0 })
  expect(scored.judgedPixels).toBe(6)
})

test('one class is the mask of it', () => {
  const mask = ({ shape, data }: typeof truth) => ({
    shape,
    data: Uint8Array.from(data, (label) => Number(label === 2)),
  })
  const only = (side: typeof truth) =>
    map(...[0, 4, 8].map((at) => [...mask(side).data.slice(at, at + 4)]))
  const wanted = ['hausdorff', 'boundary-iou@1', 'cl-dice', 'specificity']
  const ofClass = scoreClassMaps(only(truth), only(prediction), { classes: [1] }, wanted)
  const ofMask = scoreSemantic(mask(truth), mask(prediction), {}, wanted)
  expect(ofClass.scores).toMatchObject(ofMask.scores)
})

test('does not depend on the numbers of the classes or on mirroring', () => {
  const renumber = ({ shape, data }: typeof truth) => ({
    shape,
    data: data.map((label) => [0, 40, 7, 300][label]!),
  })
  const mirror = ({ shape, data }: typeof truth) => ({ shape, data: data.toReversed() })
  const own = scoreClassMaps(truth, prediction, { classes: [1, 2, 3] }, ['masd']).scores
  const options = { classes: [40, 7, 300] }
  expect(scoreClassMaps(renumber(truth), renumber(prediction), options, ['masd']).scores).toEqual(
    own,
  )
  expect(
    scoreClassMaps(mirror(truth), mirror(prediction), { classes: [1, 2, 3] }, ['masd']).scores,
  ).toEqual(own)
})

test('two maps without any class are undefined, and a truth that is ignored throughout', () => {
  const nothing = map([0, 0])
  expect(scoreClassMaps(nothing, nothing, { classes: [1] }, ['hd95']).scores).toMatchObject({
    dice: { undefined: 'both-empty' },
    hd95: { undefined: 'both-empty' },
    mcc: { undefined: 'single-class' },
    accuracy: { value: 1 },
  })
  const ignored = { classes: [1], ignoreLabel: 9 }
  expect(scoreClassMaps(map([9, 9]), nothing, ignored).scores).toMatchObject({
    dice: { undefined: 'both-empty' },
    accuracy: { undefined: 'truth-empty' },
  })
})
