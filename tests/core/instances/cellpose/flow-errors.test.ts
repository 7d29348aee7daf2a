import { expect, test } from 'vitest'
import { flowErrors } from '../../../../src-main/core/instances/cellpose/flow-errors.ts'
import { flowOutputOf, type Disc } from '../stars.ts'

const shape = [40, 40] as const
const discs: readonly Disc[] = [
  { y: 12, x: 12, radius: 8 },
  { y: 28, x: 27, radius: 7 },
]

function labelsOf() {
  const data = new Uint32Array(shape[0] * shape[1])
  discs.forEach(({ y, x, radius }, index) => {
    for (let pixel = 0; pixel < data.length; pixel++) {
      if (Math.hypot(Math.floor(pixel / 40) - y, (pixel % 40) - x) <= radius)
        data[pixel] = index + 1
    }
  })
  return { shape, data }
}

test('flows that lead to the centre have a small error, opposite ones about four', () => {
  const { flowY, flowX } = flowOutputOf(discs, shape)
  const errors = flowErrors(labelsOf(), flowY, flowX)
  expect(errors).toHaveLength(2)
  for (const error of errors) expect(error).toBeLessThan(0.06)
  const turned = flowErrors(
    labelsOf(),
    { shape, data: flowY.data.map((value) => -value) },
    { shape, data: flowX.data.map((value) => -value) },
  )
  for (const error of turned) expect(error).toBeGreaterThan(3.5)
})

test('no flow at all has an error of one, but for the centre that has no direction', () => {
  const none = { shape, data: new Float32Array(1600) }
  for (const error of flowErrors(labelsOf(), none, none)) expect(error).toBeCloseTo(1, 1)
})

test('a lone pixel and an image without objects', () => {
  const none = { shape: [3, 3], data: new Float32Array(9) }
  const lone = { shape: [3, 3], data: Uint32Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0) }
  expect([...flowErrors(lone, none, none)]).toEqual([0])
  expect([...flowErrors({ shape: [3, 3], data: new Uint32Array(9) }, none, none)]).toEqual([])
})
