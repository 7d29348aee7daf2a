import { describe, expect, test } from 'vitest'
import { LabelPlaces } from '../../../src-main/core/metrics/label-places.ts'

function placesOf(...labels: number[]) {
  const places = new LabelPlaces()
  return { places, given: labels.map((label) => places.of(label)) }
}

describe('places of labels', () => {
  test('are given in the order in which labels are met, none to background', () => {
    const { places, given } = placesOf(7, 0, 3, 7, 70_000)
    expect(given).toEqual([0, -1, 1, 0, 2])
    expect(places.labels).toEqual([7, 3, 70_000])
  })

  test('are the same for labels too large for a table', () => {
    const { places, given } = placesOf(4_294_967_295, 0, 3, 5_000_000, 3, 4_294_967_295)
    expect(given).toEqual([0, -1, 1, 2, 1, 0])
    expect(places.labels).toEqual([4_294_967_295, 3, 5_000_000])
  })

  test('come in the order of their labels, as numbers', () => {
    const { places } = placesOf(10_000_000, 9_000_000, 12)
    const sorted = places.sorted()
    expect([...sorted.places]).toEqual([2, 1, 0])
    expect([...sorted.ranks]).toEqual([2, 1, 0])
  })

  test('of background alone are none', () => {
    expect(placesOf(0, 0).places.labels).toEqual([])
  })

  test('hold at the edges of the table', () => {
    for (const largest of [1023, 1024, (1 << 22) - 1, 1 << 22, (1 << 22) + 1]) {
      const { places, given } = placesOf(1, largest, 1, largest)
      expect(given).toEqual([0, 1, 0, 1])
      expect(places.labels).toEqual([1, largest])
    }
  })
})
