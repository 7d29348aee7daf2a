import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildClassTable, classOf, errorClasses } from '../../../src-renderer/viewer/class-table.ts'

const classes = ['correct', 'missed', 'extra', 'split', 'merged'] as const

test('every id has its class and no other id has one', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 0xffffffff }), { maxLength: 300 })
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 0xffffffff }), (labels, stranger) => {
      const objects = labels.map((label, i) => ({ label, class: classes[i % 5]! }))
      const table = buildClassTable(objects)
      for (const object of objects)
        expect(classOf(table, object.label)).toBe(errorClasses[object.class])
      if (!labels.includes(stranger)) expect(classOf(table, stranger)).toBe(0)
    }),
  )
})
test('background and an empty list have no class', () => {
  expect(classOf(buildClassTable([]), 1)).toBe(0)
  expect(classOf(buildClassTable([{ label: 5, class: 'missed' }]), 0)).toBe(0)
})
test('the largest ids are told apart', () => {
  const table = buildClassTable([
    { label: 0xffffffff, class: 'missed' },
    { label: 0xfffffffe, class: 'extra' },
  ])
  expect([classOf(table, 0xffffffff), classOf(table, 0xfffffffe)]).toEqual([2, 3])
})
