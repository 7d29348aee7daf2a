import { expect, test } from 'vitest'
import { fingerprintFacts } from '../../../src-main/core/evaluation/fingerprint-facts.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const truthFacts = {
  objects: 40,
  medianWidthPx: 12,
  sizeRatio: 3,
  touchingShare: 0.1,
  foregroundShare: 0.2,
  emptyCases: 1,
}

test('counts images, or samples where cases name them; cases without one stand alone', () => {
  const dataset = frozenDataset(['a', 'b', 'c'])
  expect(fingerprintFacts(dataset)).toMatchObject({ cases: 3, units: 3, unit: 'image' })
  const cases = dataset.cases.map((item, index) => ({
    ...item,
    sample: index < 2 ? 'mouse' : null,
  }))
  expect(fingerprintFacts({ ...dataset, cases })).toMatchObject({ units: 2, unit: 'sample' })
})

test('passes on what the truths tell, and null where they were not looked at', () => {
  expect(fingerprintFacts(frozenDataset(['a'], { truthFacts }))).toMatchObject(truthFacts)
  expect(fingerprintFacts(frozenDataset(['a']))).toMatchObject({
    objects: null,
    medianWidthPx: null,
    emptyCases: null,
    classCounts: null,
  })
})

test('points and classes are counted from the cases', () => {
  const points = frozenDataset(['a', 'b'], { task: 'detection' })
  const counts = [0, 7]
  const cases = points.cases.map((item, index) => ({ ...item, objects: counts[index] ?? null }))
  expect(fingerprintFacts({ ...points, cases })).toMatchObject({ objects: 7, emptyCases: 1 })
  const classes = frozenDataset(['a', 'b', 'c'], { task: 'classification' })
  const named = classes.cases.map((item, index) => ({ ...item, trueClass: index < 2 ? 'x' : 'y' }))
  expect(fingerprintFacts({ ...classes, cases: named }).classCounts).toEqual({ x: 2, y: 1 })
})

test('a stack without the distance of its planes has no usable pixel size', () => {
  const flat = frozenDataset(['a'], { pixelSizeUm: { x: 1, y: 1 } })
  expect(fingerprintFacts(flat).pixelSizeUm).toEqual({ x: 1, y: 1 })
  const cases = flat.cases.map((item) => ({
    ...item,
    truth: { ...item.truth, axes: 'zyx', shape: [5, 8, 8] },
  }))
  expect(fingerprintFacts({ ...flat, cases }).pixelSizeUm).toBeNull()
  const withZ = { x: 1, y: 1, z: 3 }
  expect(fingerprintFacts({ ...flat, cases, pixelSizeUm: withZ }).pixelSizeUm).toEqual(withZ)
})
