import { expect } from 'vitest'

/** Relative agreement, default 1e-12. */
export function expectClose(actual: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  )
}
