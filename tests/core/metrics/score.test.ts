import { describe, expect, test } from 'vitest'
import {
  defined,
  numberOf,
  ratio,
  toWire,
  toWireRecord,
  undefinedScore,
} from '../../../src-main/core/metrics/score.ts'

describe('a score', () => {
  test('keeps a value, infinities included', () => {
    expect(defined(0.5)).toEqual({ value: 0.5 })
    expect(defined(Infinity)).toEqual({ value: Infinity })
  })

  test('never holds NaN', () => {
    expect(() => defined(NaN)).toThrow(
      expect.objectContaining({
        code: 'internal',
        message: expect.stringContaining('NaN') as string,
      }),
    )
  })

  test('names the reason where it has no value', () => {
    expect(undefinedScore('both-empty')).toEqual({ undefined: 'both-empty' })
  })

  test('of a ratio is undefined only where the denominator is 0', () => {
    expect(ratio(1, 4, 'truth-empty')).toEqual({ value: 0.25 })
    expect(ratio(0, 4, 'truth-empty')).toEqual({ value: 0 })
    expect(ratio(0, 0, 'truth-empty')).toEqual({ undefined: 'truth-empty' })
  })

  test('crosses the wire with infinities as words, and reads back', () => {
    expect(toWire({ value: Infinity })).toEqual({ value: 'Infinity' })
    expect(toWire({ value: -Infinity })).toEqual({ value: '-Infinity' })
    expect(toWire({ value: 'Infinity' })).toEqual({ value: 'Infinity' })
    expect(toWire({ value: 2 })).toEqual({ value: 2 })
    expect(toWire({ undefined: 'zero-range' })).toEqual({ undefined: 'zero-range' })
    expect(numberOf({ value: '-Infinity' })).toBe(-Infinity)
    expect(numberOf({ value: 2 })).toBe(2)
    expect(numberOf({ undefined: 'zero-range' })).toBeNaN()
  })

  test('of a record is converted entry by entry', () => {
    expect(toWireRecord({ a: { value: Infinity }, b: { value: 1 } })).toEqual({
      a: { value: 'Infinity' },
      b: { value: 1 },
    })
  })
})
