import { expect, test } from 'vitest'
import { createFold, foldedType } from '../../../../src-main/core/images/volume/fold-planes.ts'
import type { ProjectionKind } from '../../../../src-main/contract/volume-view.ts'
import type { PixelArray, PixelType } from '../../../../src-main/core/images/types.ts'

function folded(kind: ProjectionKind, dtype: PixelType, planes: readonly PixelArray[]) {
  const fold = createFold(kind, dtype, planes[0]!.length, 'a.tif')
  for (const plane of planes) fold.add(plane)
  return fold.result()
}

test('the largest value of each pixel in the type of the planes', () => {
  const planes = [Uint16Array.of(1, 65535, 0), Uint16Array.of(7, 2, 0)]
  expect(folded('max', 'uint16', planes)).toEqual(Uint16Array.of(7, 65535, 0))
})

test('values below zero are larger than smaller ones', () => {
  const planes = [Int16Array.of(-5, -9), Int16Array.of(-7, -3)]
  expect(folded('max', 'int16', planes)).toEqual(Int16Array.of(-5, -3))
})

test('64-bit whole numbers stay exact', () => {
  const planes = [BigUint64Array.of(2n ** 60n), BigUint64Array.of(2n ** 60n + 1n)]
  expect(folded('max', 'uint64', planes)).toEqual(BigUint64Array.of(2n ** 60n + 1n))
})

test('the mean is a float of 32 bits, summed without loss', () => {
  const planes = Array.from({ length: 1000 }, () => Uint16Array.of(65535, 1))
  planes[0]![1] = 2
  expect(folded('mean', 'uint16', planes)).toEqual(Float32Array.of(65535, 1.001))
  expect(foldedType('mean', 'uint8')).toBe('float32')
  expect(foldedType('max', 'uint8')).toBe('uint8')
})

test('NaN is left out and stands only where no plane has a value', () => {
  const planes = [Float32Array.of(Number.NaN, Number.NaN), Float32Array.of(3, Number.NaN)]
  expect(folded('max', 'float32', planes)).toEqual(Float32Array.of(3, Number.NaN))
  expect(folded('mean', 'float32', planes)).toEqual(Float32Array.of(3, Number.NaN))
})

test('the top is the first label met, never a larger one below', () => {
  const planes = [Uint32Array.of(0, 4, 0), Uint32Array.of(9, 8, 0)]
  expect(folded('top', 'uint32', planes)).toEqual(Uint32Array.of(9, 4, 0))
})

test('the top needs no further plane once every pixel has its label', () => {
  const fold = createFold('top', 'uint8', 2, 'a.tif')
  expect(fold.add(Uint8Array.of(1, 0))).toBe(true)
  expect(fold.add(Uint8Array.of(1, 2))).toBe(false)
})
