import { expect, test } from 'vitest'
import { findBar, findColouredMark } from '../../../../src-main/core/images/hints/find-marks.ts'

const size = { height: 200, width: 300 }
const origin = { y: 0, x: 0 }

/** Smooth waves with noise, 20 to 220. */
function picture(): Uint8Array {
  let state = 5
  return Uint8Array.from({ length: size.height * size.width }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const [y, x] = [Math.floor(i / size.width), i % size.width]
    return 120 + 60 * Math.sin(y / 17) * Math.cos(x / 23) + (state / 2 ** 32 - 0.5) * 40
  })
}
function fill(data: Uint8Array, y: number, x: number, height: number, width: number, value = 255) {
  for (let row = y; row < y + height; row++) {
    data.fill(value, row * size.width + x, row * size.width + x + width)
  }
  return data
}
const gray = (data: Uint8Array) => ({
  axes: 'yx',
  shape: [size.height, size.width],
  dtype: 'uint8' as const,
  data,
})

test('a white bar at the lower right is found, with the letters above it', () => {
  const data = fill(fill(picture(), 185, 220, 5, 60), 172, 240, 8, 3)
  expect(findBar(gray(data), origin, size)).toEqual({ y: 172, x: 220, height: 18, width: 60 })
})

test('a black bar is found too, and its place in the whole image told', () => {
  const data = fill(picture(), 10, 20, 4, 40, 0)
  expect(findBar(gray(data), { y: 500, x: 50 }, { height: 1200, width: 350 })).toBeUndefined()
  expect(findBar(gray(data), { y: 0, x: 50 }, { height: 200, width: 350 })).toEqual({
    y: 10,
    x: 70,
    height: 4,
    width: 40,
  })
})

test.each([
  ['a picture without one', picture()],
  ['a bar in the middle', fill(picture(), 100, 100, 5, 60)],
  ['a square', fill(picture(), 180, 220, 12, 12)],
  ['a bar across the whole width', fill(picture(), 185, 0, 5, 300)],
  [
    'a bright field that is saturated elsewhere',
    fill(fill(picture(), 185, 220, 5, 60), 20, 20, 60, 60),
  ],
  ['a mask', fill(new Uint8Array(size.height * size.width), 185, 220, 5, 60)],
  ['nothing at all', new Uint8Array(size.height * size.width)],
])('%s is not suspected', (_, data) => {
  expect(findBar(gray(data), origin, size)).toBeUndefined()
})

/** Gray as colour, with a rectangle of one colour. */
function coloured(y: number, x: number, height: number, width: number) {
  const plane = picture()
  const data = Uint8Array.from({ length: plane.length * 3 }, (_, i) => plane[Math.floor(i / 3)]!)
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      data.set([255, 255, 0], (row * size.width + column) * 3)
    }
  }
  return { axes: 'yxs', shape: [size.height, size.width, 3], dtype: 'uint8' as const, data }
}

test('a yellow mark in a gray picture is found near the edge, nowhere else', () => {
  expect(findColouredMark(coloured(180, 200, 6, 50), origin, size)).toEqual({
    y: 180,
    x: 200,
    height: 6,
    width: 50,
  })
  expect(findColouredMark(coloured(90, 100, 6, 50), origin, size)).toBeUndefined()
  expect(findColouredMark(coloured(150, 0, 50, 300), origin, size)).toBeUndefined()
  expect(findColouredMark(coloured(0, 0, 0, 0), origin, size)).toBeUndefined()
})
