import { expect, test } from 'vitest'
import {
  objectClassDefinition,
  objectClassMetricIds,
  objectClassesOption,
} from '../../../src-main/core/metrics/object-classes.ts'
import { chooseMetrics } from '../../../src-main/core/metrics/choose-metrics.ts'
import { metricDefinition, metricTuple } from '../../../src-main/core/metrics/definitions.ts'
import { createPairTally } from '../../../src-main/core/metrics/pair-tally.ts'
import { scoreTalliedInstances } from '../../../src-main/core/metrics/score-instances.ts'

/** Objects of 4 pixels in a row, each a gap from the next; `found` are their labels in the prediction. */
function tallied(found: readonly number[]) {
  const row = (labels: readonly number[]) =>
    Uint32Array.from(labels.flatMap((label) => [label, label, label, label, 0]))
  const tally = createPairTally([1, 5 * found.length])
  tally.add(row(found.map((_, at) => at + 1)), row(found))
  return tally.finish()
}
const names = ['B cell', 'T cell']
const options = { objectClasses: names }
const wanted = objectClassMetricIds(options)
const classes = (of: string) =>
  new Map([...of].map((letter, at) => [at + 1, `${letter} cell`] as const))

function scoresOf(found: readonly number[], truth: string, prediction: string | null) {
  const known = prediction === null ? null : classes(prediction)
  const { scores, objects } = scoreTalliedInstances(tallied(found), options, wanted, null, {
    truth: classes(truth),
    prediction: known,
  })
  return { scores, objects }
}

test('every class is scored alone, and their mean is plain', () => {
  // T found and right; B found and called T; B missed; B found and right
  const { scores } = scoresOf([1, 2, 0, 4], 'TBBB', 'TT.B')
  expect(scores['class-pq@T cell']).toEqual({ value: 1 / 1.5 })
  expect(scores['class-pq@B cell']).toEqual({ value: 1 / 2 })
  expect(scores['class-pq-mean@0.5']).toEqual({ value: (1 / 1.5 + 1 / 2) / 2 })
  expect(scores['class-accuracy@0.5']).toEqual({ value: 2 / 3 })
  expect(scores['f1@0.5']).toEqual({ value: 6 / 7 })
})

test('a class that is on neither side is undefined and not in the mean', () => {
  const { scores } = scoresOf([1, 2], 'TT', 'TT')
  expect(scores['class-pq@B cell']).toEqual({ undefined: 'both-empty' })
  expect(scores['class-pq-mean@0.5']).toEqual({ value: 1 })
})

test('without classes of the prediction their scores are undefined, all others as ever', () => {
  const { scores, objects } = scoresOf([1, 2], 'TB', null)
  for (const id of wanted) expect(scores[id]).toEqual({ undefined: 'no-object-classes' })
  expect(scores['f1@0.5']).toEqual({ value: 1 })
  expect(objects.truth.map(({ objectClass }) => objectClass)).toEqual(['T cell', 'B cell'])
  expect(objects.prediction[0]).not.toHaveProperty('objectClass')
})

test('a predicted object without a class belongs to none', () => {
  const { scores } = scoresOf([1, 2], 'TB', 'T')
  expect(scores['class-pq@B cell']).toEqual({ value: 0 })
  expect(scores['class-accuracy@0.5']).toEqual({ value: 0.5 })
})

test('naming classes brings their metrics, and their names make metrics', () => {
  const { ids } = chooseMetrics('instances', options)
  expect(ids).toEqual(expect.arrayContaining(['f1@0.5', 'class-pq@T cell', 'class-accuracy@0.5']))
  expect(metricDefinition('class-pq@T cell').name).toBe(objectClassDefinition('T cell').name)
  expect(metricTuple('class-pq-mean@0.5', options).options).toEqual({ objectClasses: names })
  expect(chooseMetrics('instances', {}).ids.some((id) => id.startsWith('class-'))).toBe(false)
})

test('classes that are asked for must be named, and names must be names', () => {
  expect(() => chooseMetrics('instances', { metrics: ['class-pq@NK cell'], ...options })).toThrow(
    /objectClasses names B cell, T cell; name NK cell there/,
  )
  expect(() => chooseMetrics('instances', { metrics: ['class-pq-mean@0.5'] })).toThrow(/is not set/)
  expect(() => objectClassesOption(['a', 'a'])).toThrow(/each once/)
  expect(() => objectClassesOption([])).toThrow(/1 to 64 classes/)
})
