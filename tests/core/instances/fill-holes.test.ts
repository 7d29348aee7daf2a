import { expect, test } from 'vitest'
import { fillHoles, fillHolesAndRemoveSmall } from '../../../src-main/core/instances/fill-holes.ts'

function image(...lines: string[]) {
  const width = lines[0]!.length
  return { shape: [lines.length, width], data: Uint32Array.from(lines.join(''), Number) }
}
const lines = ({ shape, data }: { shape: readonly number[]; data: Uint32Array }): string[] =>
  Array.from({ length: shape[0]! }, (_, y) =>
    [...data.subarray(y * shape[1]!, (y + 1) * shape[1]!)].join(''),
  )

test('fills what an object encloses, other objects included', () => {
  const filled = fillHoles(image('11111', '10201', '10001', '11111'))
  expect(lines(filled)).toEqual(['11111', '11111', '11111', '11111'])
})

test('a gap at a corner only does not open a hole; a gap in a side does', () => {
  expect(lines(fillHoles(image('0110', '1001', '1001', '0110')))).toEqual([
    '0110',
    '1111',
    '1111',
    '0110',
  ])
  expect(lines(fillHoles(image('111', '100', '111')))).toEqual(['111', '100', '111'])
})

test('removes small objects, keeps ids', () => {
  const kept = fillHolesAndRemoveSmall(image('2220', '2020', '2223'), 3)
  expect(lines(kept)).toEqual(['2220', '2220', '2220'])
})

test('counts the filled area only for objects that were large enough before', () => {
  expect(lines(fillHolesAndRemoveSmall(image('111', '101', '111'), 9))).toEqual([
    '000',
    '000',
    '000',
  ])
})

test('an empty image stays empty', () => {
  expect(lines(fillHolesAndRemoveSmall(image('00', '00'), 15))).toEqual(['00', '00'])
})

test('a cavity of a volume is filled, a tunnel through it is not', () => {
  const full = '111111111'
  const ring = '111101111'
  const volume = (...planes: string[]) => ({
    shape: [planes.length, 3, 3],
    data: Uint32Array.from(planes.join(''), Number),
  })
  expect(fillHoles(volume(full, ring, full)).data.join('')).toBe(full + full + full)
  expect(fillHoles(volume(full, ring, ring)).data.join('')).toBe(full + ring + ring)
})
