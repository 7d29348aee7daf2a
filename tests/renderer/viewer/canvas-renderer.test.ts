// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { createCanvasRenderer } from '../../../src-renderer/viewer/canvas-renderer.ts'
import { labelPalette } from '../../../src-renderer/viewer/label-colors.ts'
import type { PlaneSource } from '../../../src-renderer/viewer/plane-source.ts'
import type { Scene } from '../../../src-renderer/viewer/scene.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

afterEach(() => vi.unstubAllGlobals())

const source: PlaneSource = {
  ...{ key: 'image 0 0 0', image: 'image', width: 4, height: 4, samples: 1 },
  ...{ role: 'intensity', format: 'r8ui', levels: [{ width: 4, height: 4, onDemand: false }] },
  loadTile: () =>
    Promise.resolve({ width: 4, height: 4, samples: 1, values: new Uint8Array(16).fill(50) }),
  wholeLevel: () => null,
  partsOf: () => [],
  keysOf: () => ['image 0 0 0 0 0 0'],
}
const rect = { left: 10, top: 20, width: 4, height: 4 }
const scene: Scene = {
  panes: [
    { id: 'a', rect, image: { source, mode: 'gray' }, labels: null, errors: null, opacity: 0.5 },
  ],
  ...{ camera: { x: 2, y: 2, zoom: 1 }, extent: { width: 4, height: 4 } },
  ...{ limits: { lower: 0, upper: 100 }, differenceLimit: 1, labelOpacity: 1, labelsFilled: true },
  ...{ palette: labelPalette(1), ground: [0, 0, 0], classColors: new Float32Array(12) },
}

function fakeCanvas() {
  const drawn: { to: number[]; alpha: number; bytes: number[] }[] = []
  let bytes: number[] = []
  const context = {
    globalAlpha: 1,
    fillRect: () => undefined,
    putImageData: ({ data }: { data: Uint8ClampedArray }) => (bytes = [...data]),
    drawImage: (_from: unknown, ...numbers: number[]) =>
      drawn.push({ to: numbers.slice(4), alpha: context.globalAlpha, bytes }),
  }
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray
      constructor(data: Uint8ClampedArray) {
        this.data = data
      }
    },
  )
  const canvas = { width: 40, height: 40, getContext: () => context }
  vi.spyOn(document, 'createElement').mockReturnValue(canvas as unknown as HTMLElement)
  return { canvas: canvas as unknown as HTMLCanvasElement, drawn }
}

test('asks for the tiles in sight and draws the pane in its place once they are here', async () => {
  const { canvas, drawn } = fakeCanvas()
  let arrived = 0
  const cache = createTileCache(1e6, () => arrived++)
  const renderer = createCanvasRenderer(canvas, cache)!
  renderer.draw(scene, 2)
  expect(drawn.at(-1)!.bytes.slice(0, 4)).toEqual([0, 0, 0, 255])
  await vi.waitFor(() => expect(arrived).toBe(1))
  const { reports } = renderer.draw(scene, 2)
  expect(drawn.at(-1)).toMatchObject({ to: [20, 40, 8, 8], alpha: 0.5 })
  expect(drawn.at(-1)!.bytes.slice(0, 4)).toEqual([128, 128, 128, 255])
  expect(reports.get('a')).toMatchObject({ problem: null, waiting: false })
})
test('a tile that cannot be read is told of its pane', async () => {
  const { canvas } = fakeCanvas()
  let arrived = 0
  const cache = createTileCache(1e6, () => arrived++)
  const broken = { ...source, loadTile: () => Promise.reject(new Error('The file is gone.')) }
  const pane = { ...scene.panes[0]!, image: { source: broken, mode: 'gray' as const } }
  const renderer = createCanvasRenderer(canvas, cache)!
  renderer.draw({ ...scene, panes: [pane] }, 1)
  await vi.waitFor(() => expect(arrived).toBe(1))
  expect(renderer.draw({ ...scene, panes: [pane] }, 1).reports.get('a')!.problem).not.toBeNull()
})
test('nothing is promised where the canvas has no 2D context', () => {
  const none = { getContext: () => null } as unknown as HTMLCanvasElement
  expect(
    createCanvasRenderer(
      none,
      createTileCache(1, () => undefined),
    ),
  ).toBeNull()
})
