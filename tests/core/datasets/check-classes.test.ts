import { expect, test } from 'vitest'
import { checkClasses } from '../../../src-main/core/datasets/check-classes.ts'

const cases = (...classes: string[]) =>
  classes.map((trueClass, i) => ({ id: `c${i}`, trueClass, sha256: `hash ${i}` }))
const many = (name: string) => new Array<string>(15).fill(name)
const found = (...args: Parameters<typeof checkClasses>) =>
  checkClasses(...args).map(({ severity, check }) => `${severity} ${check}`)

test('two classes with several images each give nothing to say', () => {
  expect(found(cases(...many('cat'), ...many('dog')), null)).toEqual([])
})

test('one class only is a warning that names what is undefined', () => {
  const [finding] = checkClasses(cases(...many('cat')), null)
  expect(finding).toMatchObject({ severity: 'warning', check: 'single-class' })
  expect(finding?.message).toContain('All 15 images have the class cat')
})

test('a class that the dataset does not state is an error of its case', () => {
  const result = checkClasses(cases(...many('cat'), ...many('dog'), 'rat'), ['cat', 'dog'])
  expect(result[0]).toMatchObject({ check: 'unknown-class', severity: 'error', cases: ['c30'] })
})

test('one image with two classes is an error of both cases', () => {
  const [a, b] = cases('cat', 'dog').map((item) => ({ ...item, sha256: 'same' }))
  const errors = checkClasses([a!, b!], null).filter(({ severity }) => severity === 'error')
  expect(errors.map((error) => error.cases)).toEqual([['c0'], ['c1']])
  expect(errors[0]?.message).toContain('c0 is cat and c1 is dog')
})

test('classes that differ in case only, and classes of few images, are told', () => {
  expect(found(cases(...many('Cat'), ...many('cat'), 'dog'), null)).toEqual([
    'warning similar-classes',
    'warning rare-class',
  ])
})
