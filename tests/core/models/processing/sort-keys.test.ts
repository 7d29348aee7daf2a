import { expect, test } from 'vitest'
import type { TensorData } from '../../../../src-main/core/inference/tensor.ts'
import {
  keyReaderOf,
  wholeNumberKeys,
} from '../../../../src-main/core/models/processing/sort-keys.ts'

const ascending: readonly TensorData[] = [
  Float32Array.of(-Infinity, -3e38, -1, -1e-45, -0, 0, 1e-45, 0.5, 1, 3e38, Infinity),
  Float64Array.of(-Infinity, -1e308, -1, -5e-324, -0, 0, 5e-324, 0.1, 1, 1 + 2 ** -52, 1e308),
  Uint8Array.of(0, 1, 255),
  Int8Array.of(-128, -1, 0, 127),
  Uint16Array.of(0, 65_535),
  Int16Array.of(-32_768, 0, 32_767),
  Uint32Array.of(0, 2 ** 31, 2 ** 32 - 1),
  Int32Array.of(-(2 ** 31), -1, 0, 2 ** 31 - 1),
]

for (const values of ascending) {
  test(`keys of ${values.constructor.name} ascend with the values and lead back to them`, () => {
    const reader = keyReaderOf(values)
    const words = reader.bits > 32 ? 2 : 1
    const keys = new Uint32Array(words * values.length)
    expect(reader.read(values, keys)).toBe(true)
    const whole = Array.from(values, (_, i) =>
      words === 2 ? (BigInt(keys[2 * i]!) << 32n) + BigInt(keys[2 * i + 1]!) : BigInt(keys[i]!),
    )
    for (let i = 1; i < whole.length; i++) expect(whole[i]! > whole[i - 1]!).toBe(true)
    expect(whole.every((key) => key < 1n << BigInt(reader.bits))).toBe(true)
    const back = Array.from(values, (_, i) =>
      words === 2 ? reader.valueOf(keys[2 * i]!, keys[2 * i + 1]!) : reader.valueOf(0, keys[i]!),
    )
    expect(back).toEqual([...values])
  })
}

test('NaN is told', () => {
  const keys = new Uint32Array(4)
  for (const values of [Float32Array.of(1, NaN), Float64Array.of(NaN, 1)])
    expect(keyReaderOf(values).read(values, keys)).toBe(false)
})

test('whole numbers of 16 bits are their own keys, anything else is told', () => {
  const keys = new Uint32Array(2)
  expect(wholeNumberKeys.read(Float32Array.of(0, 65_535), keys)).toBe(true)
  expect([...keys]).toEqual([0, 65_535])
  for (const value of [-1, 0.5, 65_536, NaN, Infinity])
    expect(wholeNumberKeys.read(Float32Array.of(value), keys)).toBe(false)
})
