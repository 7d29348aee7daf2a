/**
 * A renderer on a canvas: drawn once per change, never without need; made anew after the graphics context
 * was lost.
 */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { sentenceOf } from '../api/problem.ts'
import type { Camera } from '../viewer/camera.ts'
import type { PaneReport } from '../viewer/pane-report.ts'
import { createRenderer } from '../viewer/renderer.ts'
import type { Renderer } from '../viewer/renderer.ts'
import type { Scene } from '../viewer/scene.ts'
import type { TileCache } from '../viewer/tile-cache.ts'

export interface UseCanvasRendererReturn {
  /** Why nothing at all can be drawn. */
  readonly problem: Ref<string | null>
  /** What is less than usual, where there is no WebGL2. */
  readonly reduced: Ref<string | null>
  /** What is to be said of single panes, by pane id. */
  readonly reports: ShallowRef<ReadonlyMap<string, PaneReport>>
  /** Draws at once, or with the next frame where this one is painted already; many calls paint once. */
  readonly redraw: () => void
  /** A copy of what is drawn now; null where nothing is. */
  readonly snapshot: () => HTMLCanvasElement | null
}

const nothingDraws =
  'This browser draws no pictures: it has neither WebGL2 nor a 2D canvas. The scores and tables work without them.'
const noWebGl =
  'Without WebGL2 in this browser or graphics driver the processor draws: slower, and coarser where the screen is fine.'
/** While an older plane stands in for one that is read. */
const lookAgainMs = 100

export function useCanvasRenderer(
  canvas: Ref<HTMLCanvasElement | null>,
  scene: Ref<Scene | null>,
  cache: TileCache,
): UseCanvasRendererReturn {
  const problem = ref<string | null>(null)
  const reduced = ref<string | null>(null)
  let isGone = false
  const reports = shallowRef<ReadonlyMap<string, PaneReport>>(new Map())
  let renderer: Renderer | null = null
  /** The frame after the last painting, which is still to come; 0 where none is. */
  let frame = 0
  let isDue = false
  let later: ReturnType<typeof setTimeout> | undefined

  function start(): void {
    if (!canvas.value) return
    try {
      renderer = createRenderer(canvas.value, cache)
      problem.value = null
      if (!renderer) void startWithout(canvas.value)
    } catch (error) {
      problem.value = sentenceOf(error)
    }
    redraw()
  }

  async function startWithout(area: HTMLCanvasElement): Promise<void> {
    try {
      const { createCanvasRenderer } = await import('../viewer/canvas-renderer.ts')
      if (isGone) return
      renderer = createCanvasRenderer(area, cache)
      if (renderer) reduced.value = noWebGl
      else problem.value = nothingDraws
      redraw()
    } catch (error) {
      problem.value = sentenceOf(error)
    }
  }

  function redraw(): void {
    if (frame === 0) draw()
    else isDue = true
  }

  /** A hand or a wheel says where it is more often than there are frames. */
  function redrawWithFrame(): void {
    isDue = true
    if (frame === 0) frame = requestAnimationFrame(nextFrame)
  }

  /** A key is answered in the frame in which it is pressed, and no frame is painted twice. */
  function nextFrame(): void {
    frame = 0
    if (isDue) draw()
  }

  function draw(): void {
    isDue = false
    clearTimeout(later)
    if (!renderer || !scene.value) return
    const drawing = renderer.draw(scene.value, devicePixelRatio)
    if (drawing.painted) frame = requestAnimationFrame(nextFrame)
    if (!sameReports(drawing.reports, reports.value)) reports.value = drawing.reports
    if (drawing.unsettled) later = setTimeout(redraw, lookAgainMs)
  }

  /** Drawn and copied in one go: the browser clears the canvas once it has shown it. */
  function snapshot(): HTMLCanvasElement | null {
    if (!renderer || !scene.value || !canvas.value) return null
    renderer.draw(scene.value, devicePixelRatio, { always: true })
    const { width, height } = canvas.value
    const copy = Object.assign(document.createElement('canvas'), { width, height })
    copy.getContext('2d')?.drawImage(canvas.value, 0, 0)
    return copy
  }

  function lost(event: Event): void {
    event.preventDefault()
    renderer = null
    problem.value = 'The graphics driver was interrupted; the images come back with it.'
  }

  onMounted(() => {
    canvas.value?.addEventListener('webglcontextlost', lost)
    canvas.value?.addEventListener('webglcontextrestored', start)
    start()
  })
  // After the page's own update, so that a resized canvas is drawn in its new size.
  watch(
    scene,
    (now, before) => {
      if (now && before && isMoved(now.camera, before.camera)) redrawWithFrame()
      else redraw()
    },
    { flush: 'post' },
  )
  onBeforeUnmount(() => {
    isGone = true
    cancelAnimationFrame(frame)
    clearTimeout(later)
    canvas.value?.removeEventListener('webglcontextlost', lost)
    canvas.value?.removeEventListener('webglcontextrestored', start)
    renderer?.dispose()
    renderer = null
    cache.clear()
  })

  return { problem, reduced, reports, redraw, snapshot }
}

function isMoved(a: Camera, b: Camera): boolean {
  return a.x !== b.x || a.y !== b.y || a.zoom !== b.zoom
}

function sameReports(
  a: ReadonlyMap<string, PaneReport>,
  b: ReadonlyMap<string, PaneReport>,
): boolean {
  return a.size === b.size && JSON.stringify([...a]) === JSON.stringify([...b])
}
