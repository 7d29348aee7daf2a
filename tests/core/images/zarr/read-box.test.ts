import { expect, test } from 'vitest'
import type { ArrayMetadata } from '../../../../src-main/core/images/zarr/array-metadata.ts'
import type { ZarrArray } from '../../../../src-main/core/images/zarr/chunk-reader.ts'
import { cOrderStrides } from '../../../../src-main/core/images/zarr/copy-box.ts'
import { readBox } from '../../../../src-main/core/images/zarr/read-box.ts'
import type { LoadOptions } from '../../../../src-main/core/images/zarr/shared-loads.ts'

/** 5 x 7 values y * 10 + x in chunks of 2 x 3; the chunk at (1, 1) is absent. */
function grid(more: Partial<ZarrArray> = {}) {
  const asked: string[] = []
  const array = {
    path: 'a',
    chunkCounts: [3, 3],
    metadata: { shape: [5, 7], chunkShape: [2, 3], fill: 99 } as unknown as ArrayMetadata,
    chunk: ([row, column]: readonly number[], options: { keep?: boolean }) => {
      asked.push(`${row},${column}${options.keep === false ? ' once' : ''}`)
      if (row === 1 && column === 1) return Promise.resolve(undefined)
      const values = Array.from({ length: 6 }, (_, i) => {
        return (row! * 2 + Math.floor(i / 3)) * 10 + column! * 3 + (i % 3)
      })
      return Promise.resolve(Uint8Array.from(values))
    },
    underKey: () => Promise.resolve({ missing: 0, total: 1 }),
    close: () => undefined,
    ...more,
  }
  return { array, asked }
}

async function read(array: ZarrArray, start: number[], count: number[], options: LoadOptions = {}) {
  const target = new Uint8Array(count[0]! * count[1]!).fill(255)
  const to = { offset: 0, strides: cOrderStrides(count) }
  return {
    filled: await readBox(array, { start, count }, target, to, options),
    values: [...target],
  }
}

test('only the chunks that are touched are asked for', async () => {
  const { array, asked } = grid()
  const { values, filled } = await read(array, [3, 5], [2, 2])
  expect(values).toEqual([99, 36, 45, 46])
  expect(filled).toBe(1)
  expect(asked.sort()).toEqual(['1,1', '1,2', '2,1', '2,2'])
})

test('the whole array, with the fill value of the absent chunk, keeping nothing but parts', async () => {
  const { array, asked } = grid()
  const { values, filled } = await read(array, [0, 0], [5, 7], { keep: false })
  expect(values.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(values.slice(14, 21)).toEqual([20, 21, 22, 99, 99, 99, 26])
  expect(filled).toBe(6)
  expect(asked.every((one) => one.endsWith('once'))).toBe(true)
  const { array: again, asked: parts } = grid()
  await read(again, [0, 0], [3, 3], { keep: false })
  expect(parts).toEqual(['0,0 once', '1,0'])
})

test('an error ends the reading, and so does a signal', async () => {
  let asked = 0
  const { array } = grid({
    chunk: () => {
      asked++
      return Promise.reject(new Error('damaged'))
    },
  })
  await expect(read(array, [0, 0], [5, 7])).rejects.toThrow('damaged')
  expect(asked).toBeLessThanOrEqual(9)
  const { array: whole, asked: never } = grid()
  await expect(read(whole, [0, 0], [5, 7], { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect(never).toEqual([])
})
