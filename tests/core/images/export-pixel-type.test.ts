import { expect, test } from 'vitest'
import {
  convertPixels,
  exportedPixelType,
} from '../../../src-main/core/images/export-pixel-type.ts'
import type { PixelArray, PixelType } from '../../../src-main/core/images/types.ts'
import { memorySource } from '../../fixtures/images/memory-source.ts'

async function typeOf(dtype: PixelType, ...values: bigint[]): Promise<string> {
  const data = dtype === 'int64' ? BigInt64Array.from(values) : BigUint64Array.from(values)
  const source = memorySource({ axes: 'yx', shape: [1, 1], dtype, plane: () => data })
  return exportedPixelType(source, async function* () {
    yield* [data.subarray(0, 1), data.subarray(1)] as PixelArray[]
  })
}

test('64-bit integers become the 32-bit type that holds all of them', async () => {
  expect(await typeOf('uint64', 0n, 4_294_967_295n)).toBe('uint32')
  expect(await typeOf('int64', 5n, 4_294_967_295n)).toBe('uint32')
  expect(await typeOf('int64', -1n, 2_147_483_647n)).toBe('int32')
})

test.each([
  ['uint64', ['0', '4294967296']],
  ['int64', ['-1', '2147483648']],
  ['int64', ['-2147483649', '0']],
] as const)('%s values %j have no type in OME-TIFF', async (dtype, values) => {
  await expect(typeOf(dtype, ...values.map(BigInt))).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringContaining('OME-Zarr') as string,
  })
})

test('bits become bytes, half floats floats, all else stays', async () => {
  expect(await typeOf('bool')).toBe('uint8')
  expect(await typeOf('float16')).toBe('float32')
  expect(await typeOf('int16')).toBe('int16')
})

test('only 64-bit integers are converted', () => {
  expect(convertPixels(BigInt64Array.of(-1n, 7n), 'int32')).toEqual(Int32Array.of(-1, 7))
  const bytes = Uint8Array.of(1)
  expect(convertPixels(bytes, 'uint8')).toBe(bytes)
})
