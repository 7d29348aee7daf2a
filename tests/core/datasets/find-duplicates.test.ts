import { expect, test } from 'vitest'
import { findDuplicates } from '../../../src-main/core/datasets/find-duplicates.ts'

function item(id: string, image: string, truth: string, objects = 3) {
  return {
    id,
    image: { sha256: image, labels: null },
    truth: { sha256: truth, labels: { objects } },
  }
}

test('says nothing where all files differ', () => {
  expect(findDuplicates([item('a', '1', '2'), item('b', '3', '4')])).toEqual([])
})

test('warns of the same image and the same truth, naming the cases', () => {
  const found = findDuplicates([item('a', '1', '2'), item('b', '1', '2'), item('c', '5', '6')])
  expect(found.map(({ severity, check, cases }) => ({ severity, check, cases }))).toEqual([
    { severity: 'warning', check: 'duplicate-image', cases: ['a', 'b'] },
    { severity: 'warning', check: 'duplicate-truth', cases: ['a', 'b'] },
  ])
})

test('does not warn of equal ground truths without objects', () => {
  expect(findDuplicates([item('a', '1', '0', 0), item('b', '2', '0', 0)])).toEqual([])
})

test('takes a truth that is an image as an error of its case', () => {
  const [own] = findDuplicates([item('a', '1', '1')])
  expect(own).toMatchObject({ severity: 'error', check: 'truth-equals-image', cases: ['a'] })
  expect(own?.message).toMatch(/its own image/)
  const [other] = findDuplicates([item('a', '1', '2'), item('b', '3', '1')])
  expect(other).toMatchObject({ check: 'truth-equals-image', cases: ['b'] })
  expect(other?.message).toMatch(/the image of a/)
})

test('files without content are broken, not equal', () => {
  const empty = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  expect(
    findDuplicates([item('a', empty, '1'), item('b', '2', empty), item('c', empty, empty)]),
  ).toEqual([])
})
