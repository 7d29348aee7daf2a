/** State of the view of one image: camera, plane, contrast with its histogram, and the moves between them. */
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { PlaneStatistics } from '../../src-main/contract/images.ts'
import { planeStatistics } from '../api/images.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import type { Size } from '../viewer/camera.ts'
import { contrastBy, wholeRange } from '../viewer/contrast.ts'
import type { Contrast } from '../viewer/contrast.ts'
import { imagePane } from '../viewer/panes.ts'
import { planeWithin } from '../viewer/plane-source.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'
import { readings } from '../viewer/readout.ts'
import { createTileCache } from '../viewer/tile-cache.ts'
import { useCamera } from './use-camera.ts'
import { useDisplay } from './use-display.ts'
import type { Hover } from './use-pan-zoom.ts'
import { usePlane } from './use-plane.ts'
import { useProjectedImage } from './use-projection.ts'

const tileCapacityBytes = 128 * 2 ** 20
/** Stepping through a stack asks for the numbers of the plane on which one rests. */
const restMs = 200

export function useImageViewer(image: Ref<ViewerImage | null>, asLabels: Ref<boolean>) {
  const arrived = ref(0)
  const cache = createTileCache(tileCapacityBytes, () => arrived.value++)
  const size = computed(() => image.value?.description.size ?? null)
  const extent = computed<Size | null>(() => size.value)
  const { camera, pane, fit, full, zoomBy, move } = useCamera(extent)
  const { plane, begin, step, stackAxis } = usePlane(() => size.value)
  const hover = shallowRef<Hover | null>(null)
  const contrast = shallowRef<Contrast | null>(null)
  const statistics = shallowRef<PlaneStatistics | null>(null)
  const statisticsProblem = ref<string | null>(null)
  let controller = new AbortController()
  /** The plane whose statistics are here or under way. */
  let readOf = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const projected = useProjectedImage(image, asLabels)
  const seen = projected.image
  const plainPanes = computed(() =>
    image.value
      ? [
          {
            ...imagePane(seen.value, plane.value, asLabels.value),
            message: projected.problem.value,
          },
        ]
      : [],
  )
  const settings = useViewerSettings()
  const display = useDisplay(plainPanes, seen, plane)
  const { panes } = display
  /** What lies under the cursor; read again when a tile arrives under a resting one. */
  const reading = computed(() => {
    void arrived.value
    const point = hover.value?.point
    if (!point || !extent.value) return []
    const [found] = readings(panes.value, point, extent.value, cache)
    return found ? [{ pane: 'Value', text: found.text }] : []
  })

  // Together, so that limits are read of the plane at which a new image begins; projections have their own.
  watch(
    [image, seen],
    ([next, shown], [old]) => {
      if (next && next !== old) {
        begin(next.description.size)
        contrast.value = null
        statistics.value = null
      }
      if (shown) void readStatistics(true)
    },
    { immediate: true },
  )
  watch(
    () => settings.contrastRule,
    () => void readStatistics(true),
  )
  watch(plane, (next, old) => {
    clearTimeout(timer)
    // Channels differ in brightness; slices of one channel keep their limits.
    const isOtherChannel = next.c !== old.c
    timer = setTimeout(() => void readStatistics(isOtherChannel), isOtherChannel ? 0 : restMs)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    controller.abort()
  })

  async function readStatistics(takeLimits: boolean): Promise<void> {
    const open = seen.value
    if (!open) return
    const within = planeWithin(open, plane.value)
    const { t, c, z } = within
    const wanted = `${open.address} ${open.description.contentKey} ${t} ${c} ${z}`
    if (wanted === readOf && !takeLimits) return
    readOf = wanted
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    try {
      const found = await planeStatistics(open.address, within, signal, open.view)
      if (signal.aborted) return
      statistics.value = found
      statisticsProblem.value = null
      if (takeLimits || !contrast.value)
        contrast.value = contrastBy(found, settings.contrastRule, whatOf(open))
    } catch (error) {
      if (signal.aborted || isAbort(error)) return
      statistics.value = null
      statisticsProblem.value = sentenceOf(error)
      contrast.value ??= wholeRange(open.description.dtype)
    }
  }

  return {
    ...{ panes, extent, camera, plane, pane, hover, reading, cache, arrived },
    ...{ contrast, statistics, statisticsProblem },
    ...{ display, projection: projected.words },
    ...{ fit, full, zoomBy, move, step, stackAxis },
    resetContrast: () => readStatistics(true),
  }
}

function whatOf({ view }: ViewerImage): string {
  return view === undefined ? 'of this plane' : 'of this projection'
}
