import { expect, test } from 'vitest'
import type { ObjectErrors } from '../../../src-main/contract/images.ts'
import { namedOutlines } from '../../../src-main/core/exports/named-outlines.ts'

const of = (label: number, name: ObjectErrors['truth'][number]['class']) => ({
  label,
  class: name,
  partner: null,
  iou: 0,
  areaPx: 1,
  centroid: { z: 0, y: 0, x: 0 },
})
const sides = {
  truth: { shape: [1, 4], data: Uint32Array.from([1, 2, 0, 0]) },
  prediction: { shape: [1, 4], data: Uint32Array.from([8, 0, 9, 0]) },
  objects: {
    truth: [of(1, 'correct'), of(2, 'missed')],
    prediction: [of(8, 'correct'), of(9, 'extra')],
  } as unknown as ObjectErrors,
}

test('errors alone by default, every prediction when asked, each named and coloured', () => {
  expect(namedOutlines(sides, false).map(({ name, color }) => [name, color])).toEqual([
    ['missed 2', 0xd55e00],
    ['extra 9', 0x56b4e9],
  ])
  expect(namedOutlines(sides, true).map(({ name }) => name)).toEqual([
    'missed 2',
    'correct 8',
    'extra 9',
  ])
})
