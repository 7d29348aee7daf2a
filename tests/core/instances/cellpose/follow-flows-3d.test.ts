import { expect, test } from 'vitest'
import { cellPixels } from '../../../../src-main/core/instances/cellpose/decode-cellpose.ts'
import { followFlows3d } from '../../../../src-main/core/instances/cellpose/follow-flows-3d.ts'
import { endsAfter200, endsAfter7, twoBalls } from './two-balls.ts'

test('moves as torch does, to the last bit', () => {
  const { flows, cellProbability } = twoBalls()
  const pixels = cellPixels(cellProbability, 0)
  for (const [steps, expected] of [
    [7, endsAfter7],
    [200, endsAfter200],
  ] as const) {
    const { z, y, x } = followFlows3d(flows, pixels, steps)
    const every16th = expected.map((_, index) => [z[16 * index], y[16 * index], x[16 * index]])
    expect(every16th).toEqual(expected)
  }
})

test('without flow every pixel stays where it is; without steps too', () => {
  const shape = [3, 4, 5]
  const still = { shape, data: new Float32Array(60) }
  const pixels = Uint32Array.of(0, 23, 59)
  for (const steps of [0, 200]) {
    const { z, y, x } = followFlows3d([still, still, still], pixels, steps)
    const rounded = (values: Float32Array): number[] => Array.from(values, Math.round)
    expect([rounded(z), rounded(y), rounded(x)]).toEqual([
      [0, 1, 2],
      [0, 0, 3],
      [0, 3, 4],
    ])
  }
})
