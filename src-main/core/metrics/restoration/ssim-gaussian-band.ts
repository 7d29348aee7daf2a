/**
 * SSIM with symmetric weights over a band of a plane: each row of pixels is weighed along the row once, then
 * rows are weighed with each other, four rows of places at a time.
 */
import type { BandSums, SsimBand } from './ssim-factors.ts'
import { addSums, noSums, sumPlaces } from './ssim-places.ts'
import { GROUP, weighAcross, weighAlong } from './weighted-sums.ts'

export function gaussianBand(band: SsimBand): BandSums {
  const { width, truth, prediction, from, to, window, shift } = band
  const { size, weights } = window
  const places = width - size + 1
  // four local means side by side, each filled up to whole groups
  const length = Math.ceil(places / GROUP) * GROUP
  const line = new Float64Array(length + size + GROUP)
  const held = size - 1 + GROUP
  const rows = new Float64Array(held * 4 * length)
  const means = new Float64Array(GROUP * 4 * length)
  const starts = new Int32Array(held)
  const slotOf = (y: number): number => (y % held) * 4 * length
  const t = new Float64Array(width)
  const p = new Float64Array(width)

  function takeRow(y: number): void {
    t.set(truth.subarray(y * width, (y + 1) * width))
    p.set(prediction.subarray(y * width, (y + 1) * width))
    const slot = slotOf(y)
    for (let x = 0; x < width; x++) line[x] = t[x]! - shift
    weighAlong(line, rows, slot, length, weights!)
    for (let x = 0; x < width; x++) line[x] = p[x]! - shift
    weighAlong(line, rows, slot + length, length, weights!)
    for (let x = 0; x < width; x++) {
      const a = t[x]! - shift
      const b = p[x]! - shift
      line[x] = a * a + b * b
    }
    weighAlong(line, rows, slot + 2 * length, length, weights!)
    for (let x = 0; x < width; x++) line[x] = (t[x]! - shift) * (p[x]! - shift)
    weighAlong(line, rows, slot + 3 * length, length, weights!)
  }

  let sums = noSums
  let taken = from
  for (let y = from; y < to; y += GROUP) {
    const wanted = Math.min(GROUP, to - y)
    while (taken < y + size - 1 + wanted) takeRow(taken++)
    for (let row = 0; row < held; row++) starts[row] = slotOf(y + row)
    weighAcross(rows, starts, means, 4 * length, weights!)
    for (let row = 0; row < wanted; row++)
      sums = addSums(
        sums,
        sumPlaces(means, row * 4 * length, length, { ...band, first: (y + row) * places, places }),
      )
  }
  return sums
}
