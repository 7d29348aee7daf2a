/**
 * SSIM with equal weights over a band of a plane: running sums down every column and along the row, whatever
 * the window's size.
 */
import type { BandSums, SsimBand } from './ssim-factors.ts'
import { addSums, noSums, sumPlaces } from './ssim-places.ts'

export function uniformBand(band: SsimBand): BandSums {
  const { width, truth, prediction, from, to, window, wantsContrast, visit } = band
  const { size } = window
  const places = width - size + 1
  const columns = createColumns(band)
  const needsPlaces = wantsContrast || visit !== undefined
  const means = new Float64Array(needsPlaces ? 4 * places : 0)
  const t = new Float64Array(width)
  const p = new Float64Array(width)
  let sums = noSums
  for (let y = from; y < to + size - 1; y++) {
    t.set(truth.subarray(y * width, (y + 1) * width))
    p.set(prediction.subarray(y * width, (y + 1) * width))
    columns.add(t, p, ((y - from) % size) * width)
    const row = y - size + 1
    if (row < from) continue
    if (!needsPlaces) sums = addSums(sums, { ssim: columns.sumRow(), contrast: 0 })
    else {
      columns.meansOfRow(means, places)
      sums = addSums(sums, sumPlaces(means, 0, places, { ...band, first: row * places, places }))
    }
  }
  return sums
}

/** Sums down the columns of the rows in the window. */
function createColumns({ width, window, c1, c2, unbiased, shift }: SsimBand) {
  const { size } = window
  const share = 1 / (size * size)
  const truths = new Float64Array(size * width)
  const predictions = new Float64Array(size * width)
  // `size` zeros stand to the left
  const sumT = new Float64Array(size + width)
  const sumP = new Float64Array(size + width)
  const squares = new Float64Array(size + width)
  const crossed = new Float64Array(size + width)
  const lists = [sumT, sumP, squares, crossed]
  return {
    /** A row enters in the place of the one that leaves. */
    add(t: Float64Array, p: Float64Array, slot: number): void {
      for (let x = 0; x < width; x++) {
        const a = t[x]! - shift
        const b = p[x]! - shift
        const c = truths[slot + x]!
        const d = predictions[slot + x]!
        truths[slot + x] = a
        predictions[slot + x] = b
        sumT[size + x] = sumT[size + x]! + (a - c)
        sumP[size + x] = sumP[size + x]! + (b - d)
        squares[size + x] = squares[size + x]! + (a * a + b * b - (c * c + d * d))
        crossed[size + x] = crossed[size + x]! + (a * b - c * d)
      }
    },
    /** Sum of SSIM along the row, in one loop: as `meansOfRow` and `sumPlaces`. */
    sumRow(): number {
      let t = 0
      let p = 0
      let s = 0
      let x = 0
      for (let entering = size; entering < 2 * size - 1; entering++) {
        t += sumT[entering]!
        p += sumP[entering]!
        s += squares[entering]!
        x += crossed[entering]!
      }
      let ssim = 0
      for (let leaving = size - 1; leaving < width; leaving++) {
        const entering = leaving + size
        t += sumT[entering]! - sumT[leaving]!
        p += sumP[entering]! - sumP[leaving]!
        s += squares[entering]! - squares[leaving]!
        x += crossed[entering]! - crossed[leaving]!
        const a = t * share
        const b = p * share
        const both = unbiased * (s * share - (a * a + b * b)) + c2
        const covariance = 2 * (unbiased * (x * share - a * b)) + c2
        const u = a + shift
        const v = b + shift
        ssim += ((2 * u * v + c1) * covariance) / ((u * u + v * v + c1) * both)
      }
      return ssim
    },
    /** The four means of every place, `places` apart. */
    meansOfRow(means: Float64Array, places: number): void {
      lists.forEach((list, field) => {
        let sum = 0
        for (let leaving = 0; leaving < width; leaving++) {
          sum += list[leaving + size]! - list[leaving]!
          if (leaving >= size - 1) means[field * places + leaving - size + 1] = sum * share
        }
      })
    },
  }
}
