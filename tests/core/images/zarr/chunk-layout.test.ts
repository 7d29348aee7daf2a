import { expect, test } from 'vitest'
import { chunkLayout } from '../../../../src-main/core/images/zarr/chunk-layout.ts'

const int16 = { dtype: 'int16', littleEndian: true } as const
const int32 = { dtype: 'int32', littleEndian: true } as const

test('sizes are exact behind the last compression, and bounds before it', () => {
  const layout = chunkLayout('int32', 10, [
    { kind: 'gzip' },
    { kind: 'blosc' },
    { kind: 'delta', from: int16, to: int32 },
  ])
  expect(layout.storedBytes).toBeUndefined()
  expect(layout.steps.map(({ outputBytes, exact }) => [outputBytes, exact])).toEqual([
    [80 + 65536, false],
    [20, true],
    [40, true],
  ])
})

test('without compression the stored size is known', () => {
  expect(chunkLayout('uint16', 10, []).storedBytes).toBe(20)
  expect(
    chunkLayout('uint16', 10, [{ kind: 'crc32c' }, { kind: 'swap', elementBytes: 2 }]).storedBytes,
  ).toBe(24)
  expect(chunkLayout('bool', 10, [{ kind: 'unpack-bits', length: 10 }]).storedBytes).toBe(3)
})
