import { expect, test } from 'vitest'
import {
  decodeRunLengths,
  forEachInside,
} from '../../../../src-main/core/imports/coco/run-lengths.ts'

test('the example of the COCO tools: nine rows, ten columns', () => {
  const counts = decodeRunLengths('61X13mN000`0', 'mask')
  expect(counts).toEqual([6, 1, 40, 4, 5, 4, 5, 4, 21])
  const pixels: string[] = []
  forEachInside(counts, { height: 9, width: 10 }, 'mask', (y, x) => pixels.push(`${x},${y}`))
  expect(pixels).toHaveLength(13)
  expect(pixels[0]).toBe('0,6')
  expect(pixels.slice(1, 5)).toEqual(['5,2', '5,3', '5,4', '5,5'])
})

test('what does not add up, or is outside the code, is refused with the numbers', () => {
  const all = (counts: number[]) => () => {
    forEachInside(counts, { height: 2, width: 2 }, 'object 3', () => undefined)
  }
  expect(all([1, 2])).toThrow('object 3: its run lengths add up to 3 pixels, and 2 x 2 are 4.')
  expect(all([5, -1])).toThrow(/add up to 4/)
  expect(() => decodeRunLengths('6\n', 'object 3')).toThrow(/object 3: its run lengths are damaged/)
  expect(() => decodeRunLengths('P', 'object 3')).toThrow(/damaged/)
  expect(() => decodeRunLengths('oooooooooooo', 'object 3')).toThrow(/damaged/)
})
