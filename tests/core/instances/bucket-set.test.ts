import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBucketSet } from '../../../src-main/core/instances/bucket-set.ts'

test('knows its lowest through any additions and removals', () => {
  const steps = fc.array(fc.record({ bucket: fc.nat(4999), adds: fc.boolean() }), {
    maxLength: 300,
  })
  fc.assert(
    fc.property(steps, (all) => {
      const set = createBucketSet(5000)
      const twin = new Set<number>()
      for (const { bucket, adds } of all) {
        if (adds) {
          expect(set.add(bucket)).toBe(!twin.has(bucket))
          twin.add(bucket)
        } else if (twin.delete(bucket)) set.remove(bucket)
        expect(set.lowest()).toBe(twin.size === 0 ? -1 : Math.min(...twin))
      }
    }),
  )
})

test('holds the first and the last', () => {
  const set = createBucketSet(65536)
  expect(set.lowest()).toBe(-1)
  set.add(65535)
  expect(set.lowest()).toBe(65535)
  set.add(31)
  set.add(0)
  expect(set.lowest()).toBe(0)
  set.remove(0)
  expect(set.lowest()).toBe(31)
})
