import { expect, test } from 'vitest'
import { objectFacts, pieceFacts } from '../../../src-main/core/datasets/object-facts.ts'

const image = (shape: number[], ...values: number[]) => ({ shape, data: Uint32Array.from(values) })

test('counts the pixels of each label and of the foreground, gaps in the ids included', () => {
  // prettier-ignore
  const facts = objectFacts(image([3, 4],
    1, 1, 0, 9,
    1, 0, 0, 9,
    0, 0, 0, 9))
  expect([...facts.areas].sort()).toEqual([3, 3])
  expect(facts).toMatchObject({ foreground: 6, pixels: 12, touching: 0, dimensions: 2 })
})

test.each([
  ['side by side', image([1, 2], 1, 2), 2],
  ['one above the other', image([2, 1], 1, 2), 2],
  ['below, in the middle of a run', image([2, 3], 1, 1, 1, 0, 2, 0), 2],
  ['over a corner only', image([2, 2], 1, 0, 0, 2), 0],
  ['from the end of a row to the start of the next', image([2, 2], 0, 1, 2, 0), 0],
  ['plane to plane', image([2, 1, 1], 1, 2), 2],
  ['last row of a plane and first of the next', image([2, 2, 1], 0, 1, 2, 0), 0],
  ['one with itself', image([2, 2], 5, 5, 5, 5), 0],
])('objects touch %s', (_, labels, touching) => {
  expect(objectFacts(labels).touching).toBe(touching)
})

test('the pieces of a mask are its objects, whatever its values; corners join', () => {
  // prettier-ignore
  const facts = pieceFacts(image([3, 4],
    255, 0, 0, 1,
    0, 255, 0, 2,
    0, 0, 0, 0))
  expect([...facts.areas].sort()).toEqual([2, 2])
  expect(facts).toMatchObject({ foreground: 4, pixels: 12, touching: 0 })
})

test('an empty image has no objects', () => {
  for (const facts of [objectFacts(image([2, 2], 0, 0, 0, 0)), pieceFacts(image([1, 2], 0, 0))])
    expect(facts).toMatchObject({ areas: [], foreground: 0, touching: 0 })
})
