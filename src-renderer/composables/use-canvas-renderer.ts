/**
 * A renderer on a canvas: drawn once per change, never without need; made anew after the graphics context
 * was lost.
 */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { sentenceOf } from '../api/problem.ts'
import { createRenderer } from '../viewer/renderer.ts'
import type { Renderer } from '../viewer/renderer.ts'
import type { Scene } from '../viewer/scene.ts'
import type { TileCache } from '../viewer/tile-cache.ts'

export interface UseCanvasRendererReturn {
  /** Why nothing at all can be drawn. */
  readonly problem: Ref<string | null>
  /** What kept single panes from being drawn, by pane id. */
  readonly paneProblems: ShallowRef<ReadonlyMap<string, string>>
  readonly largestSidePx: Ref<number>
  /** Draws with the next frame; many calls draw once. */
  readonly redraw: () => void
}

const noWebGl =
  'This browser or graphics driver has no WebGL2, which drawing images needs. The scores and tables work without it.'

export function useCanvasRenderer(
  canvas: Ref<HTMLCanvasElement | null>,
  scene: Ref<Scene | null>,
  cache: TileCache,
): UseCanvasRendererReturn {
  const problem = ref<string | null>(null)
  const paneProblems = shallowRef<ReadonlyMap<string, string>>(new Map())
  const largestSidePx = ref(4096)
  let renderer: Renderer | null = null
  let frame = 0

  function start(): void {
    if (!canvas.value) return
    try {
      renderer = createRenderer(canvas.value, cache)
      problem.value = renderer ? null : noWebGl
      largestSidePx.value = renderer?.largestSidePx ?? 4096
    } catch (error) {
      problem.value = sentenceOf(error)
    }
    redraw()
  }

  function redraw(): void {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }

  function draw(): void {
    frame = 0
    if (!renderer || !scene.value) return
    const found = renderer.draw(scene.value, devicePixelRatio)
    if (!sameEntries(found, paneProblems.value)) paneProblems.value = found
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
  watch(scene, redraw, { flush: 'post' })
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame)
    canvas.value?.removeEventListener('webglcontextlost', lost)
    canvas.value?.removeEventListener('webglcontextrestored', start)
    renderer?.dispose()
    renderer = null
  })

  return { problem, paneProblems, largestSidePx, redraw }
}

function sameEntries(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, text]) => b.get(key) === text)
}
