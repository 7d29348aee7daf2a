import { expect, test } from 'vitest'
import { followFlows } from '../../../../src-main/core/instances/cellpose/follow-flows.ts'
import { cellPixels } from '../../../../src-main/core/instances/cellpose/decode-cellpose.ts'
import { flowOutputOf } from '../stars.ts'

test('all pixels of a disc end within two pixels of its centre', () => {
  const { flowY, flowX, cellProbability } = flowOutputOf([{ y: 20, x: 30, radius: 9 }], [48, 64])
  const ends = followFlows(flowY, flowX, cellPixels(cellProbability, 0), 200)
  expect(ends.pixels.length).toBeGreaterThan(200)
  for (let index = 0; index < ends.pixels.length; index++) {
    expect(Math.hypot(ends.y[index]! - 20, ends.x[index]! - 30)).toBeLessThan(2)
  }
})

test('pixels without flow stay where they are', () => {
  const flow = { shape: [5, 7], data: new Float32Array(35) }
  const ends = followFlows(flow, flow, Uint32Array.of(0, 8, 34), 200)
  expect([...ends.y].map(Math.round)).toEqual([0, 1, 4])
  expect([...ends.x].map(Math.round)).toEqual([0, 1, 6])
})

test('ends at the edge are kept inside the image', () => {
  const shape = [6, 6]
  const flowY = { shape, data: new Float32Array(36).fill(-5) }
  const flowX = { shape, data: new Float32Array(36).fill(5) }
  const pixels = Uint32Array.from({ length: 36 }, (_, pixel) => pixel)
  const ends = followFlows(flowY, flowX, pixels, 50)
  expect(Math.min(...ends.y)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...ends.x)).toBeLessThanOrEqual(5)
})

test('leaving a round early gives the position of the full number of steps', () => {
  const { flowY, flowX, cellProbability } = flowOutputOf([{ y: 11, x: 12, radius: 6 }], [24, 24])
  const pixels = cellPixels(cellProbability, 0)
  // one step at a time from a fresh start takes no shortcut: n steps are n steps
  const direct = followFlows(flowY, flowX, pixels, 3)
  expect(direct.y.some((y, index) => y !== followFlows(flowY, flowX, pixels, 2).y[index])).toBe(
    true,
  )
  for (const steps of [40, 41, 42, 43]) {
    const ends = followFlows(flowY, flowX, pixels, steps)
    const reference = slowly(flowY.data, flowX.data, cellProbability.data, 24, pixels, steps)
    expect([...ends.y]).toEqual(reference.y)
    expect([...ends.x]).toEqual(reference.x)
  }
})

/** The definition, without any shortcut. */
function slowly(
  flowY: ArrayLike<number>,
  flowX: ArrayLike<number>,
  cell: ArrayLike<number>,
  side: number,
  pixels: Uint32Array,
  steps: number,
): { y: number[]; x: number[] } {
  const f = Math.fround
  const unit = f(2 / (side - 1))
  const at = (flow: ArrayLike<number>, y: number, x: number): number =>
    y < 0 || x < 0 || y >= side || x >= side || !(cell[y * side + x]! > 0)
      ? 0
      : f(f(flow[y * side + x]! / 5) * unit)
  const found = { y: [] as number[], x: [] as number[] }
  for (const pixel of pixels) {
    let py = f(f(f(Math.floor(pixel / side) / (side - 1)) * 2) - 1)
    let px = f(f(f((pixel % side) / (side - 1)) * 2) - 1)
    for (let step = 0; step < steps; step++) {
      const iy = f((f(py + 1) * side) / 2 - 0.5)
      const ix = f((f(px + 1) * side) / 2 - 0.5)
      const [row, column] = [Math.floor(iy), Math.floor(ix)]
      const [south, east] = [f(iy - row), f(ix - column)]
      const [north, west] = [f(1 - south), f(1 - east)]
      const mixed = (flow: ArrayLike<number>): number =>
        f(
          at(flow, row + 1, column + 1) * f(east * south) +
            f(
              at(flow, row + 1, column) * f(west * south) +
                f(
                  at(flow, row, column + 1) * f(east * north) +
                    f(at(flow, row, column) * f(west * north)),
                ),
            ),
        )
      const [dy, dx] = [mixed(flowY), mixed(flowX)]
      py = Math.min(1, Math.max(-1, f(py + dy)))
      px = Math.min(1, Math.max(-1, f(px + dx)))
    }
    found.y.push(f(f(f(py + 1) * 0.5) * (side - 1)))
    found.x.push(f(f(f(px + 1) * 0.5) * (side - 1)))
  }
  return found
}
