import { expect, test } from 'vitest'
import { readSampled } from '../../../../src-main/core/images/pictures/read-sampled.ts'
import type { ImageSource, Region } from '../../../../src-main/core/images/types.ts'

/** A plane whose pixel at x, y has the value 1000 y + x, twice beside each other where `samples` is 2. */
function plane(width: number, height: number, samples = 1) {
  const reads: Region[] = []
  const source = {
    info: { size: { width, height, samples, z: 1, t: 1, c: 1 } },
    readRegion: (region: Region) => {
      reads.push(region)
      const { x, y, width: wide, height: high } = region
      if (x + wide > width || y + high > height) throw new RangeError('beyond the edge')
      const data = Float64Array.from({ length: wide * high * samples }, (_, at) => {
        const pixel = Math.floor(at / samples)
        return 1000 * (y + Math.floor(pixel / wide)) + x + (pixel % wide)
      })
      return Promise.resolve({ data })
    },
  } as unknown as ImageSource
  return { source, reads }
}
const first = { t: 0, c: 0, z: 0 }

test('takes every n-th pixel of the part, from its corner on', async () => {
  const { source } = plane(20, 20)
  const part = { x: 3, y: 5, width: 7, height: 4, step: 3 }
  const { width, height, data } = await readSampled(source, first, part)
  expect([width, height]).toEqual([3, 2])
  expect([...data]).toEqual([5003, 5006, 5009, 8003, 8006, 8009])
})

test('keeps the values of a pixel beside each other', async () => {
  const { source } = plane(4, 2, 2)
  const part = { x: 0, y: 0, width: 4, height: 2, step: 2 }
  expect([...(await readSampled(source, first, part)).data]).toEqual([0, 0, 2, 2])
})

test('a large plane comes in strips, with the same pixels as in one', async () => {
  const [wide, high, step] = [3000, 3001, 700]
  const { source, reads } = plane(wide, high)
  const part = { x: 0, y: 0, width: wide, height: high, step }
  const { data } = await readSampled(source, first, part)
  const expected = [0, 700, 1400, 2100, 2800].flatMap((y) =>
    [0, 700, 1400, 2100, 2800].map((x) => 1000 * y + x),
  )
  expect([...data]).toEqual(expected)
  expect(reads.length).toBeGreaterThan(1)
  expect(Math.max(...reads.map(({ width, height }) => width * height))).toBeLessThanOrEqual(2 ** 22)
})
