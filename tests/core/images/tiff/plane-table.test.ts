import { expect, test } from 'vitest'
import {
  addressesOf,
  listedPlanes,
  pageList,
  pageRun,
  rawPlanes,
} from '../../../../src-main/core/images/tiff/plane-table.ts'

test('planes are pages in order, listed pages, or raw bytes', () => {
  expect(addressesOf(pageRun(2))).toEqual([{ directory: 0 }, { directory: 1 }])
  expect(addressesOf(pageList([4, 1]))).toEqual([{ directory: 4 }, { directory: 1 }])
  expect(addressesOf(rawPlanes(100, 10, 2))).toEqual([{ offset: 100 }, { offset: 110 }])
  expect(addressesOf(listedPlanes([undefined, { directoryAt: 9 }]))).toEqual([
    undefined,
    { directoryAt: 9 },
  ])
})

test('a directory may hold several planes', () => {
  const planes = pageList([7, 8], 2)
  expect(planes.length).toBe(4)
  expect(planes.at(3)).toEqual({ directory: 8, depth: 1 })
})
