/** Sections across a stack through one place: where that is, what each section shows, and its part of the camera. */
import { computed, ref, shallowRef, watch } from 'vue'
import type { ComputedRef, Ref, WritableComputedRef } from 'vue'
import type { ImageDescription } from '../../src-main/contract/images.ts'
import { sectionKinds } from '../../src-main/contract/volume-view.ts'
import type { SectionKind } from '../../src-main/contract/volume-view.ts'
import type { PlaneIndex } from '../api/images.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import type { Camera, Point, Size } from '../viewer/camera.ts'
import type { PaneContent } from '../viewer/panes.ts'
import {
  crossAt,
  crossPoint,
  middleAlongZ,
  planeCamera,
  planeSpacing,
  sectionCamera,
  sectionExtent,
  sectionPlane,
  sectionShares,
} from '../viewer/section-geometry.ts'
import type { Cross, Stack } from '../viewer/section-geometry.ts'
import { readings } from '../viewer/readout.ts'
import { createTileCache } from '../viewer/tile-cache.ts'
import type { TileCache } from '../viewer/tile-cache.ts'

/** Of each section; they are smaller than planes. */
const tileCapacityBytes = 64 * 2 ** 20

export interface SectionsOptions {
  readonly plane: Ref<PlaneIndex>
  readonly camera: Ref<Camera | null>
  /** What all planes are laid over. */
  readonly extent: Ref<Size | null>
  /** The image whose planes are counted. */
  readonly description: Ref<ImageDescription | null>
  /** The pane that is cut, as the planes show it. */
  readonly pane: Ref<PaneContent | null>
  /** The same cut, at `plane` of the section image; null until it is here. */
  readonly contentOf: (
    kind: SectionKind,
    plane: PlaneIndex,
    cache: TileCache,
    stack: Stack,
  ) => PaneContent | null
}

export interface SectionView {
  readonly kind: SectionKind
  readonly cache: TileCache
  /** Counts tiles that came, for drawing them. */
  readonly arrived: Ref<number>
  readonly content: ComputedRef<PaneContent | null>
  readonly extent: ComputedRef<Size | null>
  readonly camera: WritableComputedRef<Camera | null>
  /** Size of the pane it is drawn in, CSS px. */
  readonly room: Ref<Size | null>
  readonly pixelSizeUm: ComputedRef<number | 'uncalibrated'>
}

/** Sections are of planes, not of projections, and of stacks only. */
export function useSectionsOn(description: Ref<ImageDescription | null>): ComputedRef<boolean> {
  const settings = useViewerSettings()
  return computed(
    () => settings.ortho && settings.projection === 'slice' && (description.value?.size.z ?? 1) > 1,
  )
}

export function useSections(options: SectionsOptions) {
  const { plane, camera, extent, description, pane } = options
  const place = shallowRef<Point | null>(null)
  const pixelSize = computed(() => description.value?.pixelSizeUm ?? 'uncalibrated')
  const spacing = computed(() => planeSpacing(pixelSize.value))
  const depth = computed(() => description.value?.size.z ?? 1)
  const isOn = useSectionsOn(description)
  const stack = computed<Stack | null>(() =>
    extent.value && isOn.value
      ? { extent: extent.value, depth: depth.value, spacing: spacing.value ?? { xz: 1, yz: 1 } }
      : null,
  )
  /** The middle of the image until a person chooses; always inside. */
  const cross = computed<Cross | null>(() => {
    if (!stack.value) return null
    const { width, height } = stack.value.extent
    const at = place.value ?? { x: width / 2, y: height / 2 }
    return crossAt('xy', { x: 0, y: 0, z: plane.value.z }, at, stack.value)
  })
  watch(extent, () => (place.value = null))

  function moveTo({ x, y, z }: Cross): void {
    place.value = { x, y }
    if (z !== plane.value.z) plane.value = { ...plane.value, z }
  }
  function moveIn(view: 'xy' | SectionKind, point: Point): void {
    if (cross.value && stack.value) moveTo(crossAt(view, cross.value, point, stack.value))
  }
  /** Where the cursor is in a section. */
  const hover = shallowRef<{ readonly kind: SectionKind; readonly point: Point } | null>(null)
  const pointIn = (view: 'xy' | SectionKind): Point | null =>
    cross.value && stack.value && crossPoint(view, cross.value, stack.value)

  function viewOf(kind: SectionKind): SectionView {
    const arrived = ref(0)
    const cache = createTileCache(tileCapacityBytes, () => arrived.value++)
    const room = shallowRef<Size | null>(null)
    const before = ref<number | null>(null)
    const content = computed(() => {
      if (!stack.value || !cross.value || !pane.value) return null
      const own = pane.value.readout ?? stack.value.extent
      const z = sectionPlane(kind, cross.value, stack.value, own)
      const found = options.contentOf(kind, { ...plane.value, z }, cache, stack.value)
      const across = kind === 'xz' ? `y ${cross.value.y}` : `x ${cross.value.x}`
      const title = `${kind} at ${across}`
      return found && { ...found, id: kind, title, tool: null }
    })
    const middle = computed(() => {
      if (!stack.value || !camera.value || !room.value) return null
      const roomPx = kind === 'xz' ? room.value.height : room.value.width
      const { zoom } = camera.value
      const asked = { before: before.value, z: plane.value.z, zoom, roomPx }
      return middleAlongZ(kind, asked, stack.value)
    })
    // It stays where it is while the cross moves within sight: what is dragged does not run away.
    watch(middle, (next) => (before.value = next))
    return {
      ...{ kind, cache, arrived, content, room },
      extent: computed(() => stack.value && sectionExtent(kind, stack.value)),
      camera: computed({
        get: () =>
          camera.value && stack.value ? sectionCamera(kind, camera.value, middle.value ?? 0) : null,
        set: (moved) => {
          if (!moved || !camera.value) return
          before.value = kind === 'xz' ? moved.y : moved.x
          camera.value = planeCamera(kind, camera.value, moved)
        },
      }),
      pixelSizeUm: computed(() => {
        const size = pixelSize.value
        if (size === 'uncalibrated' || !spacing.value) return 'uncalibrated'
        return kind === 'xz' ? size.x : size.y
      }),
    }
  }

  const [xz, yz] = sectionKinds.map(viewOf) as [SectionView, SectionView]
  function look(kind: SectionKind, point: Point | null): void {
    if (point) hover.value = { kind, point }
    else if (hover.value?.kind === kind) hover.value = null
  }
  /** The place in the image under a cursor over a section, and what lies there; null over none. */
  const under = computed(() => {
    if (!hover.value || !cross.value || !stack.value) return null
    const { kind, point } = hover.value
    const view = kind === 'xz' ? xz : yz
    // Read again when a tile arrives under a resting cursor.
    void view.arrived.value
    const [content, size] = [view.content.value, view.extent.value]
    if (!content || !size) return null
    const isInside = point.x >= 0 && point.y >= 0 && point.x < size.width && point.y < size.height
    if (!isInside) return null
    const [found] = readings([content], point, size, view.cache)
    return { at: crossAt(kind, cross.value, point, stack.value), text: found?.text ?? '–' }
  })
  return {
    ...{ isOn, cross, extent, pane, xz, yz, moveTo, moveIn, pointIn, look, under },
    /** Of the grid that holds planes and sections, with a row below for the rest. */
    gridTemplate: computed(() => {
      if (!stack.value) return null
      const { below, beside } = sectionShares(stack.value)
      const [rows, columns] = (
        [
          [below, '132px'],
          [beside, '220px'],
        ] as const
      ).map(
        ([share, least]) =>
          // In percent: below 1 in all, shares would leave room empty.
          `minmax(0, ${Math.round(100 * (1 - share))}fr) minmax(${least}, ${Math.round(100 * share)}fr)`,
      )
      return `${rows} auto / ${columns}`
    }),
    isCalibrated: computed(() => spacing.value !== null),
  }
}
export type Sections = ReturnType<typeof useSections>
