/**
 * Moves every cell pixel along the flows, step by step, as cellpose does (4.0.9+21, 849ca11, dynamics.py
 * `steps_interp`): bilinear sampling by torch's `grid_sample` with `align_corners=False` of positions that
 * were scaled as if corners were aligned. That mismatch samples up to half a pixel beside the position; it
 * is kept, in single precision, because the positions decide which pixels become one object.
 */
import type { RealImage } from '../../images/types.ts'

/** Where the cell pixels end up, px; ascending pixels. */
export interface FlowEnds {
  /** Index of the pixel it started from. */
  readonly pixels: Uint32Array
  readonly y: Float32Array
  readonly x: Float32Array
}

/** Networks give five times the unit flow. */
export const flowScale = 5

/** So many pixels are moved together: independent work for the processor, positions in its cache. */
const batch = 256

/** `flowY`, `flowX`: `[y, x]`, finite; they count as 0 outside cells. `pixels`: those of cells. */
export function followFlows(
  flowY: RealImage,
  flowX: RealImage,
  pixels: Uint32Array,
  steps: number,
): FlowEnds {
  const [height = 0, width = 0] = flowY.shape
  const field = scaledField(flowY, flowX, pixels)
  const spanY = Math.max(1, height - 1)
  const spanX = Math.max(1, width - 1)
  const f = Math.fround
  // from -1 at the first pixel of an axis to 1 at the last
  const y = new Float64Array(pixels.length)
  const x = new Float64Array(pixels.length)
  for (let index = 0; index < pixels.length; index++) {
    y[index] = f(f(f(Math.floor(pixels[index]! / width) / spanY) * 2) - 1)
    x[index] = f(f(f((pixels[index]! % width) / spanX) * 2) - 1)
  }
  for (let from = 0; from < pixels.length; from += batch) {
    const to = Math.min(pixels.length, from + batch)
    moveBatch(y.subarray(from, to), x.subarray(from, to), field, height, width, steps)
  }
  return {
    pixels,
    y: inPixels(y, spanY),
    x: inPixels(x, spanX),
  }
}

function inPixels(positions: Float64Array, span: number): Float32Array {
  const pixels = new Float32Array(positions.length)
  for (let index = 0; index < pixels.length; index++)
    pixels[index] = Math.fround(Math.fround(positions[index]! + 1) * 0.5) * span
  return pixels
}

// All numbers are single precision; they are kept as doubles because converting takes longer than computing.
const active = new Int32Array(batch)
/** Where each pixel was at an earlier step, and the step at which it is done. */
const earlierY = new Float64Array(batch)
const earlierX = new Float64Array(batch)
const done = new Int32Array(batch)

function moveBatch(
  y: Float64Array,
  x: Float64Array,
  field: Float64Array,
  height: number,
  width: number,
  steps: number,
): void {
  const f = Math.fround
  const rowLength = 2 * (width + 2)
  const halfHeight = height / 2
  const halfWidth = width / 2
  let moving = y.length
  for (let index = 0; index < moving; index++) active[index] = index
  done.fill(steps)
  earlierY.fill(NaN)
  let earlierStep = 0
  // No allocation inside.
  for (let step = 0; step < steps && moving > 0; step++) {
    let still = 0
    if (step === 2 * earlierStep || step === 4) {
      earlierY.set(y)
      earlierX.set(x)
      earlierStep = step
    }
    for (let place = 0; place < moving; place++) {
      const index = active[place]!
      const py = y[index]!
      const px = x[index]!
      const iy = f(f(py + 1) * halfHeight - 0.5)
      const ix = f(f(px + 1) * halfWidth - 0.5)
      // iy and ix are -0.5 or more; the field has one pixel of zeros around it
      const row = (iy + 1) | 0
      const column = (ix + 1) | 0
      let south = iy - (row - 1)
      let east = ix - (column - 1)
      let north = 1 - south
      let west = 1 - east
      if (iy < 0.5 || ix < 0.5) {
        // elsewhere these differences are exact
        south = f(south)
        east = f(east)
        north = f(1 - south)
        west = f(1 - east)
      }
      const nw = f(west * north)
      const ne = f(east * north)
      const sw = f(west * south)
      const se = f(east * south)
      const at = row * rowLength + 2 * column
      const below = at + rowLength
      // fused multiply and add, as torch's vector code is compiled: the product is not rounded
      const dy = f(
        field[below + 2]! * se +
          f(field[below]! * sw + f(field[at + 2]! * ne + f(field[at]! * nw))),
      )
      const dx = f(
        field[below + 3]! * se +
          f(field[below + 1]! * sw + f(field[at + 3]! * ne + f(field[at + 1]! * nw))),
      )
      let nextY = f(py + dy)
      let nextX = f(px + dx)
      if (nextY < -1) nextY = -1
      else if (nextY > 1) nextY = 1
      if (nextX < -1) nextX = -1
      else if (nextX > 1) nextX = 1
      y[index] = nextY
      x[index] = nextX
      // The next position depends on this one alone: who comes back goes round for ever (Brent's rule).
      if (nextY === earlierY[index] && nextX === earlierX[index] && done[index] === steps) {
        const next = step + 1
        done[index] = next + ((steps - next) % (next - earlierStep))
      }
      if (step + 1 < done[index]!) active[still++] = index
    }
    moving = still
  }
}

/** y and x in turn, in units of half the image, 0 outside cells, with a frame of zeros. */
function scaledField(flowY: RealImage, flowX: RealImage, pixels: Uint32Array): Float64Array {
  const [height = 0, width = 0] = flowY.shape
  const field = new Float64Array(2 * (width + 2) * (height + 2))
  const unitY = Math.fround(2 / Math.max(1, height - 1))
  const unitX = Math.fround(2 / Math.max(1, width - 1))
  for (const pixel of pixels) {
    const at = 2 * ((Math.floor(pixel / width) + 1) * (width + 2) + (pixel % width) + 1)
    field[at] = Math.fround(Math.fround(flowY.data[pixel]! / flowScale) * unitY)
    field[at + 1] = Math.fround(Math.fround(flowX.data[pixel]! / flowScale) * unitX)
  }
  return field
}
