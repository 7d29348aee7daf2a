import { describe, expect, test } from 'vitest'
import { textureData, textureFormat } from '../../../src-renderer/viewer/texture-data.ts'

const tile = (values: Parameters<typeof textureData>[0]['values'], samples = 1) => ({
  width: values.length / samples,
  height: 1,
  samples,
  values,
})

describe('textureFormat', () => {
  test('keeps small unsigned integers as they are, draws the rest as floats', () => {
    expect(textureFormat('uint8', 1, 'intensity')).toBe('r8ui')
    expect(textureFormat('uint16', 1, 'intensity')).toBe('r16ui')
    expect(textureFormat('int16', 1, 'intensity')).toBe('r32f')
    expect(textureFormat('float64', 1, 'intensity')).toBe('r32f')
    expect(textureFormat('uint16', 3, 'intensity')).toBe('rgba16ui')
  })
  test('labels are always integers', () => {
    expect(textureFormat('int32', 1, 'labels')).toBe('r32ui')
    expect(textureFormat('uint64', 1, 'labels')).toBe('r32ui')
    expect(textureFormat('uint16', 1, 'labels')).toBe('r16ui')
  })
})

describe('textureData', () => {
  test('label ids stay exact up to 2^32 - 1', () => {
    const ids = BigInt64Array.of(0n, 16777217n, 4294967295n)
    expect([...textureData(tile(ids), 'r32ui', 'labels')]).toEqual([0, 16777217, 4294967295])
  })
  test('refuses negative, broken and too large labels', () => {
    for (const bad of [Int32Array.of(-1), Float32Array.of(1.5), BigUint64Array.of(4294967296n)])
      expect(() => textureData(tile(bad), 'r32ui', 'labels')).toThrow(/label/)
  })
  test('gives colour pixels a fourth sample', () => {
    const rgb = Uint8Array.of(1, 2, 3, 4, 5, 6)
    expect([...textureData(tile(rgb, 3), 'rgba8ui', 'intensity')]).toEqual([1, 2, 3, 1, 4, 5, 6, 1])
  })
  test('signed and double pixels become floats', () => {
    expect(textureData(tile(Int16Array.of(-5, 7)), 'r32f', 'intensity')).toEqual(
      Float32Array.of(-5, 7),
    )
  })
})
