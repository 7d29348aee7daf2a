import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MinimumHeap, type HeapEntry } from '../../../src-main/core/metrics/minimum-heap.ts'

function drain(heap: MinimumHeap): HeapEntry[] {
  const entries: HeapEntry[] = []
  for (let entry = heap.pop(); entry !== undefined; entry = heap.pop()) entries.push(entry)
  return entries
}

test('an empty heap gives nothing', () => {
  expect(new MinimumHeap().pop()).toBeUndefined()
})

test('the smallest key comes first, equal keys by item', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ key: fc.integer({ min: 0, max: 9 }), item: fc.nat(5) })),
      (entries) => {
        const heap = new MinimumHeap()
        for (const { key, item } of entries) heap.push(key, item)
        expect(drain(heap)).toEqual(entries.toSorted((a, b) => a.key - b.key || a.item - b.item))
      },
    ),
  )
})

test('keeps its order between pushes and pops', () => {
  const heap = new MinimumHeap()
  heap.push(2, 0)
  heap.push(1, 1)
  expect(heap.pop()).toEqual({ key: 1, item: 1 })
  heap.push(0, 2)
  heap.push(3, 3)
  expect(drain(heap).map(({ key }) => key)).toEqual([0, 2, 3])
})
