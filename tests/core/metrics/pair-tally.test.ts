import fc from 'fast-check'
import { expect, test } from 'vitest'
import { objectGeometry } from '../../../src-main/core/metrics/object-geometry.ts'
import { createPairTally } from '../../../src-main/core/metrics/pair-tally.ts'
import { overlapTable } from '../../../src-main/core/metrics/overlap-table.ts'
import { labelPairs, volume } from '../../fixtures/metrics/drawings.ts'

test('gives the same however the images are cut into pieces', () => {
  fc.assert(
    fc.property(labelPairs(), fc.integer({ min: 1, max: 9 }), ({ truth, prediction }, step) => {
      const tally = createPairTally(truth.shape)
      for (let at = 0; at < truth.data.length; at += step)
        tally.add(truth.data.subarray(at, at + step), prediction.data.subarray(at, at + step))
      expect(tally.finish()).toEqual({
        table: overlapTable(truth, prediction),
        truth: objectGeometry(truth),
        prediction: objectGeometry(prediction),
      })
    }),
  )
})

test('of a volume in pieces across planes keeps rows and planes apart', () => {
  const truth = volume(['11', '.2'], ['1.', '22'], ['..', '2.'])
  const tally = createPairTally(truth.shape)
  tally.add(truth.data.subarray(0, 7), truth.data.subarray(0, 7))
  tally.add(truth.data.subarray(7), truth.data.subarray(7))
  const { table, truth: objects } = tally.finish()
  expect(objects).toEqual(objectGeometry(truth))
  expect(table.overlaps).toEqual([
    { truth: 0, prediction: 0, pixels: 3 },
    { truth: 1, prediction: 1, pixels: 4 },
  ])
})
