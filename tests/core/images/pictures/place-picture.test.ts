import { expect, test } from 'vitest'
import { placePicture } from '../../../../src-main/core/images/pictures/place-picture.ts'

const limits = { lower: 0, upper: 100 }
const image = {
  ...{ width: 4, height: 4, samples: 1 },
  data: Uint16Array.from({ length: 16 }, (_, at) => at * 10),
}
const whole = { x: 0, y: 0, sidePx: 4, side: 4 }
const pixelAt = (picture: Uint8Array, side: number, x: number, y: number) => [
  ...picture.subarray((y * side + x) * 3, (y * side + x) * 3 + 3),
]

test('values between the limits become gray levels; beyond them black and white', () => {
  const picture = placePicture(image, whole, { lower: 20, upper: 100 }, [])
  expect(pixelAt(picture, 4, 0, 0)).toEqual([0, 0, 0])
  expect(pixelAt(picture, 4, 2, 1)).toEqual([127, 127, 127]) // value 60
  expect(pixelAt(picture, 4, 3, 3)).toEqual([255, 255, 255])
})

test('a pixel grows to a square, and what lies outside the image is gray', () => {
  const frame = { x: -2, y: 0, sidePx: 4, side: 8 }
  const picture = placePicture(image, frame, limits, [])
  expect(pixelAt(picture, 8, 3, 0)).toEqual([118, 118, 118])
  expect(pixelAt(picture, 8, 6, 0)).toEqual(pixelAt(picture, 8, 7, 1))
  expect(pixelAt(picture, 8, 6, 0)[0]).toBe(Math.floor((10 / 100) * 255))
})

test('three values of a pixel are its colour', () => {
  const rgb = { width: 1, height: 1, samples: 3, data: Uint8Array.from([100, 50, 0]) }
  const picture = placePicture(rgb, { x: 0, y: 0, sidePx: 1, side: 1 }, limits, [])
  expect([...picture]).toEqual([255, 127, 0])
})

test('the outline of the object is bright, others are faint, the inside stays, dashes have gaps', () => {
  const side = 12
  const labels = new Uint32Array(144)
  for (let y = 1; y < 6; y++) for (let x = 1; x < 11; x++) labels[y * side + x] = 7
  for (let y = 7; y < 11; y++) for (let x = 1; x < 11; x++) labels[y * side + x] = 8
  const black = { width: side, height: side, samples: 1, data: new Uint8Array(144) }
  const color = [200, 100, 0] as const
  const frame = { x: 0, y: 0, sidePx: side, side }
  const drawn = (isDashed: boolean) =>
    placePicture(black, frame, limits, [{ labels, color, isDashed, label: 7 }])
  expect(pixelAt(drawn(false), side, 1, 1)).toEqual([200, 100, 0])
  expect(pixelAt(drawn(false), side, 3, 3)).toEqual([0, 0, 0])
  expect(pixelAt(drawn(false), side, 1, 7)).toEqual([90, 45, 0])
  const row = Array.from({ length: 10 }, (_, x) => pixelAt(drawn(true), side, x + 1, 1)[0])
  expect(new Set(row)).toEqual(new Set([0, 200]))
})
