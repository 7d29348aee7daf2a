import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEnvelope } from '../../../../src-main/core/metrics/boundary/parabola-envelope.ts'

const lines = fc.array(
  fc.oneof(fc.constant(Infinity), fc.constant(0), fc.integer({ min: 0, max: 200 })),
  { minLength: 1, maxLength: 40 },
)

function byTrying(line: readonly number[]): number[] {
  return line.map((_, q) => Math.min(...line.map((height, p) => (q - p) ** 2 + height)))
}

describe('the envelope of parabolas', () => {
  test('is the lowest of them at every place', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const squares = new Float64Array(line.length)
        createEnvelope(line.length, 1).writeSquares(Float64Array.from(line), squares, 0)
        expect([...squares]).toEqual(byTrying(line))
      }),
      { numRuns: 500 },
    )
  })

  test('is written where it is asked for, as squares or as roots, and nowhere else', () => {
    const target = new Float64Array(5).fill(-1)
    const envelope = createEnvelope(3, 2)
    envelope.writeRoots(Float64Array.of(0, 36, Infinity), target, 1)
    expect([...target]).toEqual([-1, -1, 2, 4, -1])
    envelope.writeSquares(Float64Array.of(0, 36, Infinity), target, 2)
    expect([...target]).toEqual([-1, -1, 2, 4, 16])
  })
})
