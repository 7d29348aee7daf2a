/**
 * Draws a scene into one canvas: a scissored viewport per pane. Draws when told to and never by itself; asks
 * for missing tiles while drawing. Knows no Vue.
 */
import { tileSidePx } from '../../src-main/contract/images.ts'
import { askForTiles } from './ask-for-tiles.ts'
import { exceedsView, levelInView, tilesInView, wantedTiles } from './levels.ts'
import type { LevelTile } from './levels.ts'
import type { PaneRect } from './pane-grid.ts'
import { createPanePasses } from './pane-passes.ts'
import { paneReport } from './pane-report.ts'
import type { PaneReport, PlaneLook } from './pane-report.ts'
import { tileKey } from './plane-source.ts'
import type { PlaneSource } from './plane-source.ts'
import { createPlaneTextures } from './plane-textures.ts'
import { createPlanesAhead } from './planes-ahead.ts'
import { createPlaneTurns, planesOf } from './plane-turn.ts'
import type { Scene, ScenePane, Viewport } from './scene.ts'
import type { TileCache } from './tile-cache.ts'

/** Planes on the graphics card; what is in sight is always kept. */
const textureCapacityBytes = 512 * 2 ** 20

export interface Drawing {
  /** What is to be said of panes, by pane id. */
  readonly reports: ReadonlyMap<string, PaneReport>
  /** An older plane stands in for one that is read: draw again soon, even if no tile comes. */
  readonly unsettled: boolean
  /** The canvas was painted; not where it would look the same. */
  readonly painted: boolean
}

/** What one frame shows. */
interface Picture {
  readonly scene: Scene
  readonly devicePx: number
  readonly shown: readonly ScenePane[]
  readonly look: (pane: ScenePane, source: PlaneSource) => PlaneLook
}

export interface Renderer {
  /** Paints only where something changed, or `always`. */
  readonly draw: (scene: Scene, devicePx: number, options?: { always?: boolean }) => Drawing
  readonly dispose: () => void
}

/** Null where the browser has no WebGL2. */
export function createRenderer(canvas: HTMLCanvasElement, cache: TileCache): Renderer | null {
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, depth: false })
  if (!gl) return null
  const textures = createPlaneTextures(gl, cache, textureCapacityBytes)
  const passes = createPanePasses(gl)
  const turns = createPlaneTurns()
  const ahead = createPlanesAhead()
  /** What the last painted picture was made of. */
  let lastParts: readonly unknown[] = []
  gl.bindVertexArray(gl.createVertexArray())
  gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE)

  function draw(scene: Scene, devicePx: number, { always = false } = {}): Drawing {
    const reports = new Map<string, PaneReport>()
    let unsettled = false
    if (!gl || gl.isContextLost()) return { reports, unsettled, painted: false }
    const wanted = new Set<string>()
    /** One preparation per pane, plane and frame. */
    const known = new Map<string, PlaneLook>()
    const look = (pane: ScenePane, source: PlaneSource): PlaneLook => {
      const key = `${pane.id} ${source.key}`
      const found = known.get(key)
      if (found) return found
      const { level, camera } = viewOf(scene, pane, source, devicePx)
      const sharp = tilesInView(source.levels, level, camera, pane.rect, tileSidePx)
      const middleOnly = exceedsView(source.levels, level, camera, pane.rect, tileSidePx)
      const made = { source, sharp, plane: textures.prepare(source, sharp), middleOnly }
      known.set(key, made)
      return made
    }
    const isComplete = (candidate: ScenePane) =>
      planesOf(candidate).every((source) => {
        const { plane } = look(candidate, source)
        return plane.complete || plane.problem !== null
      })
    const { shown, loading } = turns.take(scene.panes, isComplete, performance.now())
    for (const [at, pane] of scene.panes.entries()) {
      const coming = loading[at]!
      for (const source of planesOf(coming)) ask(scene, coming, source, devicePx, wanted)
      const waiting = shown[at] !== pane && planesDiffer(shown[at]!, pane)
      const looks = planesOf(coming).map((source) => look(coming, source))
      reports.set(pane.id, paneReport(looks, cache, waiting))
      unsettled ||= waiting
    }
    askAhead(scene, devicePx, wanted, scene.panes.every(isComplete))
    const picture = { scene, devicePx, shown, look }
    const hasNews = isNews(picture) || always
    if (hasNews) paint(picture)
    cache.keepOnly(wanted)
    textures.makeRoom()
    return { reports, unsettled, painted: hasNews }
  }

  /** Whether the canvas would look different; while planes are read it mostly would not. */
  function isNews({ scene, devicePx, shown, look }: Picture): boolean {
    const { camera, extent, limits, ground, ...others } = { ...scene, panes: null }
    // these may be made anew with the same numbers
    const numbers = [camera, extent, limits ?? [], ground].flatMap(
      (of): unknown[] => Object.values(of) as unknown[],
    )
    const of = [...numbers, ...(Object.values(others) as unknown[])]
    const parts: unknown[] = [canvas.width, canvas.height, devicePx, ...of]
    for (const pane of shown) {
      const { rect, clip, opacity, image, labels, errors } = pane
      for (const box of [rect, clip]) parts.push(box?.left, box?.top, box?.width, box?.height)
      parts.push(opacity, image, labels, errors)
      for (const source of planesOf(pane)) parts.push(source.key, look(pane, source).plane.filled)
    }
    const isSame =
      parts.length === lastParts.length && parts.every((part, at) => part === lastParts[at])
    lastParts = parts
    return !isSame
  }

  function paint({ scene, devicePx, shown, look }: Picture): void {
    gl!.enable(gl!.SCISSOR_TEST)
    clear(gl!, scene, canvas)
    for (const pane of shown) {
      const { rect, clip, opacity = 1 } = pane
      passes(pane, {
        ...{ scene, devicePx, opacity },
        prepared: (source) => look(pane, source).plane,
        viewport: viewportOf(canvas, rect, devicePx),
        clip: viewportOf(canvas, clip ?? rect, devicePx),
      })
    }
  }

  function ask(
    scene: Scene,
    pane: ScenePane,
    source: PlaneSource,
    devicePx: number,
    wanted: Set<string>,
  ): void {
    const view = viewOf(scene, pane, source, devicePx)
    const tiles = wantedTiles(source.levels, view.level, view.camera, pane.rect, tileSidePx)
    for (const tile of tiles) for (const key of source.keysOf(tile)) wanted.add(key)
    askForTiles(source, tiles, (tile) => textures.isHere(source, tile), cache)
  }

  /** What is read ahead already goes on; more is asked for where nothing nearer is lacking. */
  function askAhead(scene: Scene, devicePx: number, wanted: Set<string>, isHere: boolean): void {
    const [pane] = scene.panes
    if (!pane) return
    let isNearerHere = isHere
    for (const sources of ahead.after(scene.panes.flatMap(planesOf))) {
      let isAllHere = isNearerHere
      for (const source of sources) {
        const { level, camera } = viewOf(scene, pane, source, devicePx)
        const tiles = tilesInView(source.levels, level, camera, pane.rect, tileSidePx)
        const isThere = (tile: LevelTile) => textures.isHere(source, tile)
        for (const tile of tiles) wanted.add(tileKey(source, tile))
        if (isNearerHere) askForTiles(source, tiles, isThere, cache)
        isAllHere &&= tiles.every(isThere)
      }
      isNearerHere = isAllHere
    }
  }

  return {
    draw,
    dispose: () => {
      textures.dispose()
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

function clear(gl: WebGL2RenderingContext, scene: Scene, canvas: HTMLCanvasElement): void {
  const [r, g, b] = scene.ground
  gl.viewport(0, 0, canvas.width, canvas.height)
  gl.scissor(0, 0, canvas.width, canvas.height)
  gl.disable(gl.BLEND)
  gl.clearColor(r, g, b, 1)
  gl.clear(gl.COLOR_BUFFER_BIT)
}

/** A plane of another size than the extent is seen under a scaled camera. */
export function viewOf(scene: Scene, pane: ScenePane, source: PlaneSource, devicePx: number) {
  const factor = source.width / scene.extent.width
  const { x, y, zoom } = scene.camera
  const camera = {
    x: x * factor,
    y: (y * source.height) / scene.extent.height,
    zoom: zoom / factor,
  }
  return { camera, level: levelInView(source.levels, camera, pane.rect, devicePx, tileSidePx) }
}

function viewportOf(canvas: HTMLCanvasElement, rect: PaneRect, devicePx: number): Viewport {
  const { left, top, width, height } = rect
  const h = Math.round(height * devicePx)
  return {
    x: Math.round(left * devicePx),
    y: canvas.height - Math.round(top * devicePx) - h,
    width: Math.round(width * devicePx),
    height: h,
  }
}

export function planesDiffer(a: ScenePane, b: ScenePane): boolean {
  const keys = (pane: ScenePane) =>
    planesOf(pane)
      .map(({ key }) => key)
      .join('\n')
  return keys(a) !== keys(b)
}
