/**
 * The renderer where there is no WebGL2: the same panes, tiles and camera, coloured by the processor and put
 * on a 2D canvas. Loaded only there.
 */
import { tileSidePx } from '../../src-main/contract/images.ts'
import { askForTiles } from './ask-for-tiles.ts'
import { composeMarginPx, composePane } from './compose-pane.ts'
import { coverView, exceedsView, tilesInView, wantedTiles } from './levels.ts'
import type { Cover, LevelTile } from './levels.ts'
import { paneReport } from './pane-report.ts'
import type { PaneReport, PlaneLook } from './pane-report.ts'
import { samplePlane } from './plane-samples.ts'
import type { PlaneSamples } from './plane-samples.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import { createPlaneTurns, planesOf } from './plane-turn.ts'
import { planesDiffer, viewOf } from './renderer.ts'
import type { Drawing, Renderer } from './renderer.ts'
import type { Scene, ScenePane } from './scene.ts'
import { textureData } from './texture-data.ts'
import type { TextureArray } from './texture-data.ts'
import type { TileCache } from './tile-cache.ts'
import type { TilePixels } from './pixel-data.ts'
import { sentenceOf } from '../api/problem.ts'

type Looked = PlaneLook & { readonly cover: Cover }

/** Null where the canvas gives no 2D context either. */
export function createCanvasRenderer(canvas: HTMLCanvasElement, cache: TileCache): Renderer | null {
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) return null
  const scratch = document.createElement('canvas')
  const turns = createPlaneTurns()
  /** Pixels as a texture would take them, or why they are none. */
  const converted = new WeakMap<TilePixels, TextureArray | string>()

  function pixelsOf(source: PlaneSource, tile: LevelTile): TextureArray | string | null {
    const pixels = cache.get(tileKey(source, tile))
    if (!pixels) return null
    const known = converted.get(pixels)
    if (known !== undefined) return known
    let made: TextureArray | string
    try {
      made = textureData(pixels, source.format, source.role)
    } catch (error) {
      made = sentenceOf(error)
    }
    converted.set(pixels, made)
    return made
  }
  const isHere = (source: PlaneSource, tile: LevelTile) =>
    typeof (pixelsOf(source, tile) ?? '') !== 'string'

  function look(scene: Scene, pane: ScenePane, source: PlaneSource): Looked {
    const { level, camera } = viewOf(scene, pane, source, 1)
    const sharp = tilesInView(source.levels, level, camera, pane.rect, tileSidePx)
    const cover = coverView(source.levels, sharp, (tile) => isHere(source, tile), tileSidePx)
    const problems = sharp.map((tile) => {
      const pixels = pixelsOf(source, tile)
      return typeof pixels === 'string' ? pixels : cache.failureOf(tileKey(source, tile))
    })
    const problem = problems.find(Boolean) ?? null
    const middleOnly = exceedsView(source.levels, level, camera, pane.rect, tileSidePx)
    return {
      source,
      sharp,
      cover,
      middleOnly,
      plane: { ...cover, pieces: [], filled: '', problem },
    }
  }

  function draw(scene: Scene, devicePx: number): Drawing {
    const reports = new Map<string, PaneReport>()
    const wanted = new Set<string>()
    const [r, g, b] = scene.ground.map((part) => Math.round(part * 255))
    context!.globalAlpha = 1
    context!.fillStyle = `rgb(${r} ${g} ${b})`
    context!.fillRect(0, 0, canvas.width, canvas.height)
    /** One preparation per pane, plane and frame. */
    const known = new Map<string, Looked>()
    const looked = (pane: ScenePane, source: PlaneSource): Looked => {
      const key = `${pane.id} ${source.key}`
      const found = known.get(key) ?? look(scene, pane, source)
      known.set(key, found)
      return found
    }
    const isComplete = (candidate: ScenePane) =>
      planesOf(candidate).every((source) => {
        const { plane } = looked(candidate, source)
        return plane.complete || plane.problem !== null
      })
    const { shown, loading } = turns.take(scene.panes, isComplete, performance.now())
    for (const [at, pane] of scene.panes.entries()) {
      const [now, coming] = [shown[at]!, loading[at]!]
      for (const source of planesOf(coming)) {
        const { level, camera } = viewOf(scene, coming, source, 1)
        const tiles = wantedTiles(source.levels, level, camera, pane.rect, tileSidePx)
        for (const tile of tiles) for (const key of source.keysOf(tile)) wanted.add(key)
        askForTiles(source, tiles, (tile) => isHere(source, tile), cache)
      }
      if (scene.limits) put(scene, now, pane, devicePx, (source) => looked(now, source))
      const waiting = now !== pane && planesDiffer(now, pane)
      const looks = planesOf(coming).map((source) => looked(coming, source))
      reports.set(pane.id, paneReport(looks, cache, waiting))
    }
    cache.keepOnly(wanted)
    const unsettled = [...reports.values()].some(({ waiting }) => waiting)
    return { reports, unsettled, painted: true }
  }

  /** Computed in CSS px and enlarged to the screen's. */
  function put(
    scene: Scene,
    shown: ScenePane,
    { rect, clip, opacity = 1 }: ScenePane,
    devicePx: number,
    looked: (source: PlaneSource) => Looked,
  ): void {
    const [width, height] = [Math.round(rect.width), Math.round(rect.height)]
    const part = clip ?? rect
    if (!scene.limits || width < 1 || height < 1 || part.width < 1 || opacity <= 0) return
    const { camera, extent } = scene
    const view = { width, height, margin: composeMarginPx, camera, extent }
    const samples = new Map<string, PlaneSamples>()
    const sampled = (source: PlaneSource): PlaneSamples => {
      const found = samples.get(source.key)
      if (found) return found
      const take = (tile: LevelTile) => {
        const pixels = pixelsOf(source, tile)
        return typeof pixels === 'string' ? null : pixels
      }
      const made = samplePlane(source, looked(source).cover.pieces, take, view)
      samples.set(source.key, made)
      return made
    }
    const bytes = composePane(shown, { width, height }, scene, scene.limits, sampled)
    if (scratch.width !== width || scratch.height !== height)
      Object.assign(scratch, { width, height })
    scratch.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0)
    context!.globalAlpha = opacity
    context!.imageSmoothingEnabled = false
    const [left, top] = [part.left - rect.left, part.top - rect.top]
    context!.drawImage(
      ...([scratch, left, top, part.width, part.height] as const),
      ...([part.left, part.top, part.width, part.height].map((side) => side * devicePx) as [
        number,
        number,
        number,
        number,
      ]),
    )
  }

  return { draw, dispose: () => undefined }
}
