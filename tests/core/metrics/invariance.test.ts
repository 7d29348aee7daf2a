/** What must not matter does not: numbers of objects, mirroring and turning both images together. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LabelImage } from '../../../src-main/core/images/types.ts'
import { everyMetricForTask } from '../../../src-main/core/metrics/definitions.ts'
import { scoreInstances } from '../../../src-main/core/metrics/score-instances.ts'
import { scoreSemantic } from '../../../src-main/core/metrics/score-semantic.ts'
import { labelPairs, maskOf } from '../../fixtures/metrics/drawings.ts'

/** A skeleton depends on the direction in which it is thinned. */
const isThinned = (id: string): boolean => /^(cl-dice|topology-)/.test(id)
/** Where two partners have an IoU of exactly one half and equal areas, only their outlines differ. */
const dependsOnOutline = (id: string): boolean => id.startsWith('matched-masd@')
const instanceIds = everyMetricForTask('instances')
  .map(({ id }) => id)
  .filter((id) => !dependsOnOutline(id))
const semanticIds = everyMetricForTask('semantic')
  .map(({ id }) => id)
  .filter((id) => !isThinned(id))

type Change = (image: LabelImage) => LabelImage
const mirrored: Change = ({ shape, data }) => ({ shape, data: data.toReversed() })
const transposed: Change = ({ shape: [height = 0, width = 0], data }) => ({
  shape: [width, height],
  data: Uint32Array.from(data, (_, at) => data[(at % height) * width + Math.floor(at / height)]!),
})
const renumbered: Change = ({ shape, data }) => ({
  shape,
  data: data.map((label) => (label === 0 ? 0 : 90_000 - 31 * label)),
})

/** Sums of the same numbers in another order. */
function expectSame(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): void {
  for (const [id, score] of Object.entries(a)) {
    const value = (score as { value?: unknown }).value
    if (typeof value === 'number')
      expect(b[id], id).toEqual({ value: expect.closeTo(value, 9) as number })
    else expect(b[id], id).toEqual(score)
  }
}

test.each([
  ['renumbered', renumbered],
  ['mirrored', mirrored],
  ['transposed', transposed],
] as const)('objects, %s', (_, change) => {
  fc.assert(
    fc.property(labelPairs(), ({ truth, prediction }) => {
      const own = scoreInstances(truth, prediction, {}, instanceIds).scores
      expectSame(own, scoreInstances(change(truth), change(prediction), {}, instanceIds).scores)
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['mirrored', mirrored],
  ['transposed', transposed],
] as const)('masks, %s', (_, change) => {
  fc.assert(
    fc.property(labelPairs(1), ({ truth, prediction }) => {
      const score = (t: LabelImage, p: LabelImage) =>
        scoreSemantic(maskOf(t), maskOf(p), {}, semanticIds).scores
      expectSame(score(truth, prediction), score(change(truth), change(prediction)))
    }),
    { numRuns: 200 },
  )
})
