import { expect, test } from 'vitest'
import { samplePlane } from '../../../src-renderer/viewer/plane-samples.ts'

const level = (width: number, height: number) => ({ width, height, onDemand: false })
const plane = { width: 4, height: 2, format: 'r16ui' as const }
const values = Uint16Array.of(1, 2, 3, 4, 5, 6, 7, 8)
const whole = { x0: 0, y0: 0, x1: 4, y1: 2 }
const tile = { level: 0, x: 0, y: 0 }
const view = (more: object) => ({
  ...{ width: 4, height: 2, margin: 0, camera: { x: 2, y: 1, zoom: 1 }, extent: plane },
  ...more,
})

test('at 100 % every screen pixel has its own pixel', () => {
  const source = { ...plane, levels: [level(4, 2)] }
  const found = samplePlane(
    source,
    [{ level: 0, box: whole, tiles: [tile] }],
    () => values,
    view({}),
  )
  expect([...found.values]).toEqual([...values])
  expect([...found.here]).toEqual(Array.from({ length: 8 }, () => 1))
})
test('nearer, pixels are squares; outside of the image and in missing tiles there is nothing', () => {
  const source = { ...plane, levels: [level(4, 2)] }
  const near = view({ camera: { x: 0, y: 0, zoom: 2 } })
  const piece = { level: 0, box: whole, tiles: [tile] }
  const found = samplePlane(source, [piece], () => values, near)
  expect([...found.values]).toEqual([0, 0, 0, 0, 0, 0, 1, 1])
  expect([...found.here]).toEqual([0, 0, 0, 0, 0, 0, 1, 1])
  expect([...samplePlane(source, [piece], () => null, near).here]).not.toContain(1)
})
test('a coarser level and a plane of another size lie over the whole extent', () => {
  const source = { ...plane, levels: [level(4, 2), level(2, 1)] }
  const piece = { level: 1, box: whole, tiles: [{ ...tile, level: 1 }] }
  const coarse = samplePlane(source, [piece], () => Uint16Array.of(8, 9), view({}))
  expect([...coarse.values]).toEqual([8, 8, 9, 9, 8, 8, 9, 9])
  const half = { width: 2, height: 1, format: 'r16ui' as const, levels: [level(2, 1)] }
  const small = { level: 0, box: { x0: 0, y0: 0, x1: 2, y1: 1 }, tiles: [tile] }
  const found = samplePlane(half, [small], () => Uint16Array.of(8, 9), view({}))
  expect([...found.values]).toEqual([8, 8, 9, 9, 8, 8, 9, 9])
})
test('reaches beyond the sides, and finds the tile of a pixel', () => {
  const wide = { width: 1030, height: 1, format: 'r8ui' as const, levels: [level(1030, 1)] }
  const found = samplePlane(
    wide,
    [0, 1, 2].map((x) => ({
      ...{ level: 0, tiles: [{ level: 0, x, y: 0 }] },
      box: { x0: x * 512, y0: 0, x1: Math.min(1030, (x + 1) * 512), y1: 1 },
    })),
    ({ x }) => new Uint8Array(512).fill(x + 1),
    view({
      ...{ width: 2, height: 1, margin: 1 },
      ...{ camera: { x: 1024, y: 0.5, zoom: 1 }, extent: { width: 1030, height: 1 } },
    }),
  )
  expect(found.across).toBe(4)
  expect([...found.values.slice(4, 8)]).toEqual([2, 2, 3, 3])
})
test('colours have four components', () => {
  const source = { width: 1, height: 1, format: 'rgba8ui' as const, levels: [level(1, 1)] }
  const box = { x0: 0, y0: 0, x1: 1, y1: 1 }
  const at = { width: 1, height: 1, camera: { x: 0.5, y: 0.5, zoom: 1 }, extent: source }
  const rgb = Uint8Array.of(9, 8, 7, 1)
  const found = samplePlane(source, [{ level: 0, box, tiles: [tile] }], () => rgb, view(at))
  expect([...found.values]).toEqual([9, 8, 7, 1])
})
