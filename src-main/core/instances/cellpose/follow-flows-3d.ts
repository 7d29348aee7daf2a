/**
 * Moves every cell pixel of a volume along the flows, step by step, as cellpose does (4.0.9+21, 849ca11,
 * dynamics.py `steps_interp`): trilinear sampling by torch's `grid_sample`, whose code for volumes rounds every
 * product and sum to single precision. Positions are scaled as in two dimensions (`follow-flows.ts`).
 */
import type { RealImage } from '../../images/types.ts'
import { flowScale } from './follow-flows.ts'

/** Where the cell pixels end up, px; ascending pixels. */
export interface FlowEnds3d {
  /** Index of the pixel it started from. */
  readonly pixels: Uint32Array
  readonly z: Float32Array
  readonly y: Float32Array
  readonly x: Float32Array
}

/** Flows along z, y and x, `[z, y, x]`, finite; they count as 0 outside cells. `pixels`: those of cells. */
export function followFlows3d(
  flows: readonly [z: RealImage, y: RealImage, x: RealImage],
  pixels: Uint32Array,
  steps: number,
): FlowEnds3d {
  const [depth = 0, height = 0, width = 0] = flows[0].shape
  const spans = [depth, height, width].map((side) => Math.max(1, side - 1))
  const [spanZ = 1, spanY = 1, spanX = 1] = spans
  const field = scaledField(flows, pixels, spans)
  const f = Math.fround
  // from -1 at the first pixel of an axis to 1 at the last
  const start = (place: number, span: number): number => f(f(f(place / span) * 2) - 1)
  const end = (position: number, span: number): number => f(f(f(position + 1) * 0.5) * span)
  const [z, y, x] = [0, 1, 2].map(() => new Float32Array(pixels.length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const at = { z: 0, y: 0, x: 0 }
  for (let index = 0; index < pixels.length; index++) {
    const pixel = pixels[index]!
    at.z = start(Math.floor(pixel / (height * width)), spanZ)
    at.y = start(Math.floor(pixel / width) % height, spanY)
    at.x = start(pixel % width, spanX)
    moveOne(at, field, [depth, height, width], steps)
    z[index] = end(at.z, spanZ)
    y[index] = end(at.y, spanY)
    x[index] = end(at.x, spanX)
  }
  return { pixels, z, y, x }
}

interface Position {
  z: number
  y: number
  x: number
}

/** The next position depends on this one alone: who comes back goes round for ever (Brent's rule). */
function moveOne(
  at: Position,
  field: Float32Array,
  [depth, height, width]: readonly [depth: number, height: number, width: number],
  steps: number,
): void {
  const f = Math.fround
  const row = 3 * (width + 2)
  const plane = row * (height + 2)
  let { z: pz, y: py, x: px } = at
  let [earlierZ, earlierY, earlierX, earlierStep] = [NaN, NaN, NaN, 0]
  let last = steps
  for (let step = 0; step < last; step++) {
    if (step === 2 * earlierStep || step === 4) {
      earlierZ = pz
      earlierY = py
      earlierX = px
      earlierStep = step
    }
    const iz = f(f(f(pz + 1) * depth) - 1) / 2
    const iy = f(f(f(py + 1) * height) - 1) / 2
    const ix = f(f(f(px + 1) * width) - 1) / 2
    // -0.5 or more; the field has one pixel of zeros around it
    const z0 = Math.floor(iz)
    const y0 = Math.floor(iy)
    const x0 = Math.floor(ix)
    const bottom = f(iz - z0)
    const south = f(iy - y0)
    const east = f(ix - x0)
    const top = f(z0 + 1 - iz)
    const north = f(y0 + 1 - iy)
    const west = f(x0 + 1 - ix)
    const nw = f(west * north)
    const ne = f(east * north)
    const sw = f(west * south)
    const se = f(east * south)
    const corner = (z0 + 1) * plane + (y0 + 1) * row + 3 * (x0 + 1)
    let dz = 0
    let dy = 0
    let dx = 0
    const add = (place: number, weight: number): void => {
      dz = f(dz + f(field[place]! * weight))
      dy = f(dy + f(field[place + 1]! * weight))
      dx = f(dx + f(field[place + 2]! * weight))
    }
    add(corner, f(nw * top))
    add(corner + 3, f(ne * top))
    add(corner + row, f(sw * top))
    add(corner + row + 3, f(se * top))
    add(corner + plane, f(nw * bottom))
    add(corner + plane + 3, f(ne * bottom))
    add(corner + plane + row, f(sw * bottom))
    add(corner + plane + row + 3, f(se * bottom))
    pz = Math.min(1, Math.max(-1, f(pz + dz)))
    py = Math.min(1, Math.max(-1, f(py + dy)))
    px = Math.min(1, Math.max(-1, f(px + dx)))
    if (pz === earlierZ && py === earlierY && px === earlierX && last === steps) {
      const next = step + 1
      last = next + ((steps - next) % (next - earlierStep))
    }
  }
  at.z = pz
  at.y = py
  at.x = px
}

/** z, y and x in turn, in units of half the volume, 0 outside cells, with a frame of zeros. */
function scaledField(
  flows: readonly RealImage[],
  pixels: Uint32Array,
  spans: readonly number[],
): Float32Array {
  const [depth = 0, height = 0, width = 0] = flows[0]?.shape ?? []
  const field = new Float32Array(3 * (width + 2) * (height + 2) * (depth + 2))
  flows.forEach(({ data }, axis) => {
    const unit = Math.fround(2 / spans[axis]!)
    for (const pixel of pixels) {
      const z = Math.floor(pixel / (height * width))
      const y = Math.floor(pixel / width) % height
      const place = ((z + 1) * (height + 2) + y + 1) * (width + 2) + (pixel % width) + 1
      field[3 * place + axis] = Math.fround(data[pixel]! / flowScale) * unit
    }
  })
  return field
}
