import { afterAll, expect, test } from 'vitest'
import { annotatorAgreement } from '../../src-main/engine/annotator-agreement.ts'
import { labelFiles } from './scorers/label-files.ts'

const files = labelFiles()
afterAll(() => {
  files.remove()
})
const side = 30
const square = (name: string, from: number, label = 1): string =>
  files.write(
    name,
    [side, side],
    Array.from({ length: side * side }, (_, place) => {
      const [y, x] = [Math.floor(place / side), place % side]
      return y >= 5 && y < 15 && x >= from && x < from + 10 ? label : 0
    }),
  )
const truth = square('a', 5)
const shifted = square('b', 7)

test('masks: overlap, and how far the outlines lie apart', async () => {
  const found = await annotatorAgreement('semantic', [
    { truth, prediction: shifted },
    { truth, prediction: truth },
  ])
  expect(found).toMatchObject({ metric: 'dice', pairs: 2, failed: 0 })
  expect(found.mean).toBeCloseTo(0.9, 12)
  expect(found.distancePx).toBeGreaterThan(0.2)
  expect(found.distancePx).toBeLessThan(2)
})

test('objects: found alike, and the distance of what matches', async () => {
  const found = await annotatorAgreement('instances', [{ truth, prediction: square('c', 6, 9) }])
  expect(found).toMatchObject({ metric: 'f1@0.5', pairs: 1, mean: 1 })
  expect(found.distancePx).toBeGreaterThan(0)
})

test('a pair that cannot be scored is counted, and nothing is made up', async () => {
  const small = files.write('small', [2, 2], [0, 1, 0, 1])
  const found = await annotatorAgreement('semantic', [{ truth, prediction: small }])
  expect(found).toEqual({ metric: 'dice', pairs: 0, failed: 1, mean: null, distancePx: null })
})
