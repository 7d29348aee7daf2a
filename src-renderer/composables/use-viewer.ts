/** State of the case viewer: panes, camera, plane, contrast, objects in error, and the moves between them. */
import { computed, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { ComparedTool, Comparison } from '../../src-main/contract/comparison.ts'
import type { PlaneIndex } from '../api/images.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import { fitCamera, lookAt, panBy, zoomAt, zoomStep } from '../viewer/camera.ts'
import type { Camera, Size } from '../viewer/camera.ts'
import { errorList } from '../viewer/error-list.ts'
import type { ListedError } from '../viewer/error-list.ts'
import { panesOf } from '../viewer/panes.ts'
import { createTileCache } from '../viewer/tile-cache.ts'
import { useCaseImages } from './use-case-images.ts'
import type { Hover } from './use-pan-zoom.ts'

/** Tiles kept for reading values; a 4096 x 4096 uint16 plane takes 32 MiB. */
const tileCapacityBytes = 256 * 2 ** 20

export function useViewer(
  comparison: Ref<Comparison | null>,
  tools: Ref<readonly ComparedTool[]>,
  caseId: Ref<string>,
) {
  const settings = useViewerSettings()
  const source = useCaseImages(comparison, tools, caseId)
  const { images } = source
  const camera = shallowRef<Camera | null>(null)
  const plane = shallowRef<PlaneIndex>({ t: 0, c: 0, z: 0 })
  const pane = shallowRef<Size | null>(null)
  const hover = shallowRef<Hover | null>(null)
  const largestSidePx = ref(4096)
  const arrived = ref(0)
  const cache = createTileCache(tileCapacityBytes, () => arrived.value++)

  /** Restoration may enlarge: the truth is the measure. Labels lie over the input. */
  const reference = computed(() => {
    const { task, truth, input } = images.value
    return (task === 'restoration' ? truth.value : input.value)?.description ?? null
  })
  const extent = computed<Size | null>(() => reference.value?.size ?? null)
  const panes = computed(() =>
    panesOf(
      images.value,
      plane.value,
      {
        labels: settings.labels,
        errors: settings.errors,
        difference: settings.difference,
        hidden: settings.hidden,
        largestSidePx: largestSidePx.value,
      },
      cache,
    ),
  )

  watch([extent, pane], ([size, room], [oldSize]) => {
    if (size && room && (size !== oldSize || !camera.value)) camera.value = fitCamera(room, size)
  })
  // A new case: begin in the middle of its stack, with limits of that plane.
  watch(
    () => images.value.input.value,
    (input) => {
      if (!input) return
      plane.value = { t: 0, c: 0, z: Math.floor((input.description.size.z - 1) / 2) }
      void source.readContrast(plane.value)
    },
  )
  // Channels differ in brightness; slices of one channel keep their limits.
  watch(
    () => plane.value.c,
    () => void source.readContrast(plane.value),
  )

  function fit(): void {
    if (pane.value && extent.value) camera.value = fitCamera(pane.value, extent.value)
  }
  function zoomBy(steps: number): void {
    if (!pane.value || !extent.value || !camera.value) return
    const middle = { x: pane.value.width / 2, y: pane.value.height / 2 }
    const factor = zoomStep ** steps
    camera.value = zoomAt(camera.value, pane.value, middle, factor, extent.value)
  }
  function full(): void {
    if (camera.value) camera.value = { ...camera.value, zoom: 1 }
  }
  function move(dx: number, dy: number): void {
    if (camera.value && extent.value) camera.value = panBy(camera.value, dx, dy, extent.value)
  }
  /** Steps along an axis of the input, staying inside. */
  function step(axis: keyof PlaneIndex, by: number): void {
    const count = images.value.input.value?.description.size[axis] ?? 1
    const next = Math.min(count - 1, Math.max(0, plane.value[axis] + by))
    if (next !== plane.value[axis]) plane.value = { ...plane.value, [axis]: next }
  }
  function stackAxis(): 'z' | 't' | null {
    const size = images.value.input.value?.description.size
    return size && size.z > 1 ? 'z' : size && size.t > 1 ? 't' : null
  }

  const errorTool = ref<string | null>(null)
  const selected = ref<string | null>(null)
  const errors = computed(() => {
    const objects = images.value.objects.get(errorTool.value ?? '')?.value
    return objects ? errorList(objects) : null
  })
  const objectsOfTool = computed(() => images.value.objects.get(errorTool.value ?? '') ?? null)

  function show(error: ListedError): void {
    selected.value = error.key
    if (!pane.value || !extent.value) return
    const { x, y, z } = error.centroid
    const deep = (images.value.input.value?.description.size.z ?? 1) > 1
    const side = deep ? Math.cbrt(error.areaPx) : Math.sqrt(error.areaPx)
    camera.value = lookAt({ x: x + 0.5, y: y + 0.5 }, side, pane.value, extent.value)
    step('z', Math.round(z) - plane.value.z)
  }
  /** Next or previous object in error, around the end. */
  function stepError(by: number): void {
    const list = errors.value ?? []
    if (list.length === 0) return
    const at = list.findIndex((error) => error.key === selected.value)
    const next = list[(at === -1 ? (by > 0 ? 0 : -1) : at + by + list.length) % list.length]
    const error = next ?? list.at(-1)
    if (error) show(error)
  }
  watch([caseId, errorTool], () => (selected.value = null))

  return {
    ...{ images, panes, extent, reference, cache, arrived, camera, plane, pane, hover },
    ...{ largestSidePx, contrast: source.contrast, contrastProblem: source.contrastProblem },
    ...{ fit, full, zoomBy, move, step, stackAxis },
    ...{ errorTool, errors, selected, objectsOfTool, show, stepError },
    resetContrast: () => source.readContrast(plane.value),
  }
}
