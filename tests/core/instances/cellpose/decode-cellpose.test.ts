import { expect, test } from 'vitest'
import {
  decodeCellpose,
  decodeCellpose3d,
} from '../../../../src-main/core/instances/cellpose/decode-cellpose.ts'
import { areasOf, flowOutputOf, type Disc } from '../stars.ts'
import { expectedPlanes, twoBalls } from './two-balls.ts'

const usual = {
  cellProbabilityThreshold: 0,
  flowThreshold: 0.4,
  steps: 200,
  minimumAreaPx: 15,
  largestFraction: 0.4,
}
const discs: readonly Disc[] = [
  { y: 14, x: 14, radius: 9 },
  { y: 14, x: 33, radius: 9 },
  { y: 36, x: 22, radius: 10 },
]

function decode(shift = 0, options: Partial<typeof usual> = {}) {
  const moved = discs.map((disc) => ({ ...disc, y: disc.y + shift, x: disc.x + shift }))
  const { flowY, flowX, cellProbability } = flowOutputOf(moved, [64, 64])
  return decodeCellpose(flowY, flowX, cellProbability, { ...usual, ...options })
}

test('recovers touching discs pixel by pixel', () => {
  const labels = decode()
  const areas = areasOf(labels.data)
  expect(areas.size).toBe(3)
  for (const [index, { y, x, radius }] of discs.entries()) {
    const label = labels.data[y * 64 + x]!
    expect(label).toBe(index + 1)
    expect(areas.get(label)! / (Math.PI * radius ** 2)).toBeCloseTo(1, 1)
  }
})

test('moving the input moves the objects', () => {
  expect(areasOf(decode(7).data).size).toBe(3)
  expect(decode(7).data[(14 + 7) * 64 + 14 + 7]).toBe(1)
})

test('drops what contradicts the flows, and only with the check', () => {
  const { flowY, flowX, cellProbability } = flowOutputOf([discs[0]!], [32, 32])
  // pixels far from the centre that flow to it through nothing: half a ring with flows along it
  flowY.data.fill(0)
  flowX.data.forEach((_, pixel) => (flowX.data[pixel] = cellProbability.data[pixel]! > 0 ? 5 : 0))
  const count = (flowThreshold: number): number =>
    areasOf(decodeCellpose(flowY, flowX, cellProbability, { ...usual, flowThreshold }).data).size
  expect(count(0)).toBeGreaterThan(0)
  expect(count(0.4)).toBe(0)
})

test('no cell pixel, no objects; the threshold itself is none', () => {
  expect(areasOf(decode(0, { cellProbabilityThreshold: 6 }).data).size).toBe(0)
  expect(areasOf(decode(0, { cellProbabilityThreshold: 5.9 }).data).size).toBe(3)
})

test('refuses flows of another shape', () => {
  const { flowY, flowX } = flowOutputOf(discs, [64, 64])
  const { cellProbability } = flowOutputOf(discs, [64, 32])
  expect(() => decodeCellpose(flowY, flowX, cellProbability, usual)).toThrow(
    expect.objectContaining({ code: 'shape-mismatch' }),
  )
})

test('volumes: the objects of the original, numbered by first appearance, no flow check', () => {
  const { flows, cellProbability } = twoBalls()
  const options = {
    cellProbabilityThreshold: 0,
    steps: 200,
    minimumAreaPx: 0,
    largestFraction: 0.4,
  }
  const labels = decodeCellpose3d(flows, cellProbability, options)
  expect(labels.data.join('')).toBe(expectedPlanes.join(''))
  const large = decodeCellpose3d(flows, cellProbability, { ...options, minimumAreaPx: 94 })
  expect(large.data.some((label) => label > 0)).toBe(false)
})
