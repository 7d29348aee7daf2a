import { describe, expect, test } from 'vitest'
import {
  arrayPair,
  askedFor,
  jsonOfScore,
  labelImageOf,
  maskOf,
  numbersOf,
} from '../../../../src-main/core/metrics/selftest/reference-values.ts'

describe('arrays of a reference case', () => {
  test('are found under the names of its files', () => {
    const gt = { shape: [1], data: [1] }
    const pred = { shape: [1], data: [2] }
    expect(arrayPair({ gt, pred })).toEqual({ truth: gt, prediction: pred })
    expect(() => arrayPair({ gt })).toThrow('no array named pred')
    expect(() => arrayPair({ pred })).toThrow('no array named gt')
  })

  test('become label images and masks from numbers and 64-bit integers', () => {
    const numbers = { shape: [3], data: Int32Array.of(0, 70_000, 2) }
    const integers = { shape: [3], data: BigInt64Array.of(0n, 70_000n, 2n) }
    for (const array of [numbers, integers]) {
      expect(labelImageOf(array)).toEqual({ shape: [3], data: Uint32Array.of(0, 70_000, 2) })
      expect(maskOf(array)).toEqual({ shape: [3], data: Uint8Array.of(0, 1, 1) })
    }
    expect([...maskOf({ shape: [2], data: [256, 0.5] }).data]).toEqual([1, 1])
  })
})

describe('values for the judge', () => {
  test('are plain numbers, words for infinities, reasons where undefined', () => {
    expect(jsonOfScore({ value: 0.5 })).toBe(0.5)
    expect(jsonOfScore({ value: Infinity })).toBe('Infinity')
    expect(jsonOfScore({ undefined: 'both-empty' })).toEqual({ undefined: 'both-empty' })
  })

  test('are computed only where asked for, and never inherited', () => {
    const values = { a: () => 1, b: () => expect.unreachable('b was not asked for') }
    expect(askedFor(values, { a: {}, c: {}, toString: {} })).toEqual({ a: 1 })
  })

  test('take a list of numbers from the parameters, else the usual one', () => {
    expect(numbersOf([0.5], [1])).toEqual([0.5])
    expect(numbersOf([0.5, 'x'], [1])).toEqual([1])
    expect(numbersOf(0.5, [1])).toEqual([1])
    expect(numbersOf(undefined, [1])).toEqual([1])
  })
})
