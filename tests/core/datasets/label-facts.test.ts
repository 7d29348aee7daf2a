import { expect, test } from 'vitest'
import { isBinary, labelFacts } from '../../../src-main/core/datasets/label-facts.ts'

function facts(...rows: string[]) {
  const data = Uint32Array.from(rows.flatMap((row) => [...row].map(Number)))
  return labelFacts({ shape: [rows.length, rows[0]?.length ?? 0], data })
}

test('counts labels, background and pieces', () => {
  expect(facts('0110', '0000', '3033')).toEqual({
    objects: 2,
    largestLabel: 3,
    hasBackground: true,
    disconnected: [3],
    pieces: 3,
  })
})

test('lets pieces touch at a corner', () => {
  expect(facts('10', '01').disconnected).toEqual([])
})

test('knows an empty and a full label image', () => {
  expect(facts('00')).toMatchObject({ objects: 0, largestLabel: 0, hasBackground: true })
  expect(facts('12')).toMatchObject({ objects: 2, hasBackground: false })
})

test('takes one label in several pieces as a mask, one object alone not', () => {
  expect(isBinary(facts('101'))).toBe(true)
  expect(isBinary(facts('110'))).toBe(false)
  expect(isBinary(facts('1012'))).toBe(false)
})
