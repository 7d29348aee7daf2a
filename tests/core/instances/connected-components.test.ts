import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  componentsOfLabels,
  componentsOfMask,
  countComponents,
  runsByComponent,
  type Connectivity,
} from '../../../src-main/core/instances/connected-components.ts'
import { drawn, formulaImage, maskOf, reference } from '../../fixtures/instances/reference.ts'

function drawnMask(...rows: string[]) {
  const { shape, data } = drawn(...rows)
  return { shape, data: Uint8Array.from(data) }
}

describe('componentsOfMask', () => {
  test('numbers components in scan order', () => {
    const found = componentsOfMask(drawnMask('.#..#', '.#.##', '#....'), 'cross')
    expect([...found.data]).toEqual([0, 1, 0, 0, 2, 0, 1, 0, 2, 2, 3, 0, 0, 0, 0])
    expect(found.count).toBe(3)
  })

  test('joins pixels at a corner only with full connectivity', () => {
    const mask = drawnMask('#..', '.#.', '..#')
    expect(componentsOfMask(mask, 'cross').count).toBe(3)
    expect(componentsOfMask(mask, 'full').count).toBe(1)
  })

  test('joins the arms of a U that meet below', () => {
    expect(componentsOfMask(drawnMask('#.#', '#.#', '###'), 'cross').count).toBe(1)
  })

  test('counts any value but 0 as foreground', () => {
    const mask = { shape: [1, 3], data: Uint8Array.of(1, 255, 7) }
    expect(componentsOfMask(mask, 'cross').count).toBe(1)
  })

  test('does not join the end of a row with the start of the next', () => {
    expect(componentsOfMask(drawnMask('..#', '#..'), 'full').count).toBe(2)
  })

  test('agrees with scipy in two and three dimensions', () => {
    const plane = maskOf(formulaImage(9, 12), (value) => value > 125)
    expect([...componentsOfMask(plane, 'cross').data]).toEqual(reference.components.cross)
    expect([...componentsOfMask(plane, 'full').data]).toEqual(reference.components.full)
    const stack = maskOf(formulaImage(4, 6, 7), (value) => value > 150)
    expect([...componentsOfMask(stack, 'cross').data]).toEqual(reference.components.cross3d)
  })

  test('finds nothing in an empty mask', () => {
    expect(componentsOfMask(drawnMask('...', '...'), 'full').count).toBe(0)
  })
})

describe('componentsOfLabels', () => {
  test('keeps touching objects apart and tells the pieces of one object', () => {
    const { shape, data } = drawn('1122', '1133', '2...')
    const found = componentsOfLabels({ shape, data: Uint32Array.from(data) }, 'cross')
    expect([...found.data]).toEqual([1, 1, 2, 2, 1, 1, 3, 3, 4, 0, 0, 0])
  })

  test('joins diagonal pixels of one label between two others (full)', () => {
    const { shape, data } = drawn('12', '21')
    const found = componentsOfLabels({ shape, data: Uint32Array.from(data) }, 'full')
    expect([...found.data]).toEqual([1, 2, 2, 1])
  })

  test('equals flooding from every pixel, for random label images', () => {
    const shapes = fc.constantFrom([3, 7], [5, 5], [2, 3, 4], [3, 3, 3])
    const images = shapes.chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        values: fc.array(fc.integer({ min: 0, max: 2 }), {
          minLength: shape.reduce((a, b) => a * b, 1),
          maxLength: shape.reduce((a, b) => a * b, 1),
        }),
        connectivity: fc.constantFrom<Connectivity>('cross', 'full'),
      }),
    )
    fc.assert(
      fc.property(images, ({ shape, values, connectivity }) => {
        const found = componentsOfLabels({ shape, data: Uint32Array.from(values) }, connectivity)
        expect([...found.data]).toEqual(floodFromEveryPixel(shape, values, connectivity))
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})

function floodFromEveryPixel(
  shape: readonly number[],
  values: readonly number[],
  connectivity: Connectivity,
): number[] {
  const [width = 1, height = 1] = shape.toReversed()
  const at = (i: number) => [
    i % width,
    Math.floor(i / width) % height,
    Math.floor(i / (width * height)),
  ]
  const touch = (a: number, b: number) => {
    const steps = at(a).map((value, axis) => Math.abs(value - at(b)[axis]!))
    const total = steps.reduce((x, y) => x + y, 0)
    return connectivity === 'cross' ? total === 1 : Math.max(...steps) === 1
  }
  const labels = values.map(() => 0)
  let count = 0
  values.forEach((value, first) => {
    if (value === 0 || labels[first] !== 0) return
    labels[first] = ++count
    const queue = [first]
    for (const a of queue) {
      values.forEach((other, b) => {
        if (other !== value || labels[b] !== 0 || !touch(a, b)) return
        labels[b] = count
        queue.push(b)
      })
    }
  })
  return labels
}

describe('the number of components', () => {
  test('is that of the image of them', () => {
    const data = Uint8Array.of(1, 0, 0, 1, 0, 0, 0, 0, 1)
    const mask = { shape: [3, 3], data }
    expect(countComponents(mask, 'full')).toBe(componentsOfMask(mask, 'full').count)
    expect(countComponents(mask, 'cross')).toBe(2)
  })
})

describe('runsByComponent', () => {
  test('gives the runs of each component in scan order', () => {
    const mask = drawnMask('##.#', '.#.#', '#..#')
    const { begin, end, first } = runsByComponent(mask, 'cross')
    expect([...first]).toEqual([0, 2, 5, 6])
    expect([...begin]).toEqual([0, 5, 3, 7, 11, 8])
    expect([...end]).toEqual([2, 6, 4, 8, 12, 9])
  })

  test('of an empty mask has none', () => {
    const { begin, first } = runsByComponent(drawnMask('...'), 'full')
    expect([begin.length, [...first]]).toEqual([0, [0]])
  })

  test('paints what componentsOfMask paints', () => {
    const bits = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 })
    fc.assert(
      fc.property(bits, fc.constantFrom<Connectivity>('cross', 'full'), (all, connectivity) => {
        const mask = { shape: [3, 4, 5], data: Uint8Array.from(all, Number) }
        const { begin, end, first } = runsByComponent(mask, connectivity)
        const data = new Uint32Array(60)
        for (let c = 0; c + 1 < first.length; c++)
          for (let r = first[c]!; r < first[c + 1]!; r++) data.fill(c + 1, begin[r], end[r])
        expect(data).toEqual(componentsOfMask(mask, connectivity).data)
      }),
    )
  })
})
