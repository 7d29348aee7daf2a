import { expect, test } from 'vitest'
import { requireSameShape } from '../../../src-main/core/metrics/require-same-shape.ts'

test('accepts equal shapes', () => {
  expect(() => requireSameShape({ shape: [2, 3] }, { shape: [2, 3] })).not.toThrow()
})

test.each([
  [
    [2, 3],
    [3, 2],
  ],
  [
    [2, 3],
    [2, 4],
  ],
  [
    [2, 3],
    [2, 3, 1],
  ],
  [
    [1, 2, 3],
    [2, 3],
  ],
])('refuses %j against %j and names both', (truth, prediction) => {
  const refuse = () => requireSameShape({ shape: truth }, { shape: prediction })
  expect(refuse).toThrow(
    expect.objectContaining({
      code: 'shape-mismatch',
      message: expect.stringContaining(
        `truth is ${truth.join(' x ')} and the prediction ${prediction.join(' x ')}`,
      ) as string,
      details: { truth, prediction },
    }),
  )
})
