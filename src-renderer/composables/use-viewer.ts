/** State of the case viewer: panes, camera, plane, contrast, objects in error, and the moves between them. */
import { computed, ref, shallowRef, toRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { ComparedTool, Comparison } from '../../src-main/contract/comparison.ts'
import { usePointOrder } from '../stores/point-order.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import { lookAt } from '../viewer/camera.ts'
import type { Size } from '../viewer/camera.ts'
import { errorList } from '../viewer/error-list.ts'
import type { ListedError } from '../viewer/error-list.ts'
import { pointList } from '../viewer/point-list.ts'
import type { ListedPoint } from '../viewer/point-list.ts'
import { panesOf } from '../viewer/panes.ts'
import type { PaneChoices } from '../viewer/panes.ts'
import { createTileCache } from '../viewer/tile-cache.ts'
import { useCamera } from './use-camera.ts'
import { useCaseImages } from './use-case-images.ts'
import { useErrorMaps } from './use-error-maps.ts'
import { useDisplay } from './use-display.ts'
import type { Hover } from './use-pan-zoom.ts'
import { usePlane } from './use-plane.ts'
import { useProjectedCase } from './use-projection.ts'

/** Tiles kept for reading values; a 4096 x 4096 uint16 plane takes 32 MiB. */
const tileCapacityBytes = 128 * 2 ** 20

export function useViewer(
  comparison: Ref<Comparison | null>,
  tools: Ref<readonly ComparedTool[]>,
  caseId: Ref<string>,
) {
  const settings = useViewerSettings()
  const pointOrder = usePointOrder()
  const source = useCaseImages(comparison, tools, caseId)
  const { images } = source
  const errorMaps = useErrorMaps(images, caseId, toRef(settings, 'errorMap'))
  const hover = shallowRef<Hover | null>(null)
  const arrived = ref(0)
  const cache = createTileCache(tileCapacityBytes, () => arrived.value++)

  /** Restoration may enlarge: the truth is the measure. Labels lie over the input. */
  const reference = computed(() => {
    const { task, truth, input } = images.value
    return (task === 'restoration' ? truth.value : input.value)?.description ?? null
  })
  const extent = computed<Size | null>(() => reference.value?.size ?? null)
  const { camera, pane, fit, full, zoomBy, move } = useCamera(extent)
  const planes = usePlane(() => images.value.input.value?.description.size ?? null)
  const { plane, step } = planes
  const all = computed(() => ({ ...images.value, errorMaps: errorMaps.value }))
  const projected = useProjectedCase(all)
  const seen = projected.images
  const choices = computed<PaneChoices>(() => ({
    labels: settings.labels,
    errors: settings.errors,
    difference: settings.difference,
    errorMap: settings.errorMap,
    errorPanes: settings.errorPanes,
    allPlanes: projected.words.value !== null,
    hidden: settings.hidden,
  }))
  const plainPanes = computed(() => panesOf(seen.value, plane.value, choices.value, cache))

  const display = useDisplay(
    plainPanes,
    computed(() => seen.value.input.value),
    plane,
  )
  const { panes } = display

  const readContrast = (): Promise<void> => source.readContrast(plane.value, seen.value.input.value)
  // A new case: begin in the middle of its stack, with limits of that plane; projections have their own.
  watch([() => images.value.input.value, () => seen.value.input.value], ([input, shown], [old]) => {
    if (input && input !== old) planes.begin(input.description.size)
    if (shown) void readContrast()
  })
  watch(
    () => settings.contrastRule,
    () => void readContrast(),
  )
  // Channels differ in brightness; slices of one channel keep their limits.
  watch(
    () => plane.value.c,
    () => void readContrast(),
  )

  const errorTool = ref<string | null>(null)
  const selected = ref<string | null>(null)
  /** The place of the object or point that was shown last. */
  const shownAt = shallowRef<Record<'x' | 'y' | 'z', number> | null>(null)
  const errors = computed(() => {
    const objects = images.value.objects.get(errorTool.value ?? '')?.value
    return objects ? errorList(objects) : null
  })
  const objectsOfTool = computed(() => images.value.objects.get(errorTool.value ?? '') ?? null)
  const pointsOfTool = computed(() => images.value.points.get(errorTool.value ?? '') ?? null)
  const points = computed(() => {
    const found = pointsOfTool.value?.value
    const size = reference.value?.pixelSizeUm ?? 'uncalibrated'
    return found ? pointList(found, size, pointOrder) : null
  })

  function show(error: ListedError): void {
    const deep = (images.value.input.value?.description.size.z ?? 1) > 1
    showPlace(error.key, error.centroid, (deep ? Math.cbrt : Math.sqrt)(error.areaPx))
  }
  function showPoint(point: ListedPoint): void {
    const { gate = 5, unit = 'px' } = pointsOfTool.value?.value ?? {}
    showPlace(point.key, point.at, 2 * (unit === 'px' ? gate : 5))
  }
  function showPlace(key: string, at: Record<'x' | 'y' | 'z', number>, sidePx: number): void {
    selected.value = key
    shownAt.value = at
    if (!pane.value || !extent.value) return
    camera.value = lookAt({ x: at.x + 0.5, y: at.y + 0.5 }, sidePx, pane.value, extent.value)
    step('z', Math.round(at.z) - plane.value.z)
  }
  /** Next or previous object or point in error, around the end. */
  function stepError(by: number): void {
    if (points.value) stepAlong(points.value, by, showPoint)
    else stepAlong(errors.value ?? [], by, show)
  }
  function stepAlong<Item extends { readonly key: string }>(
    list: readonly Item[],
    by: number,
    go: (item: Item) => void,
  ): void {
    if (list.length === 0) return
    const at = list.findIndex((error) => error.key === selected.value)
    const next = list[(at === -1 ? (by > 0 ? 0 : -1) : at + by + list.length) % list.length]
    const error = next ?? list.at(-1)
    if (error) go(error)
  }
  watch([caseId, errorTool], () => (selected.value = null))

  return {
    ...{ images, panes, extent, reference, cache, arrived, camera, plane, pane, hover },
    ...{ contrast: source.contrast, contrastProblem: source.contrastProblem },
    ...{ display, all, choices, shownAt, projection: projected.words },
    ...{ fit, full, zoomBy, move, step, stackAxis: planes.stackAxis },
    ...{ errorTool, errors, selected, objectsOfTool, show, stepError },
    ...{ points, pointsOfTool, showPoint },
    resetContrast: readContrast,
  }
}
