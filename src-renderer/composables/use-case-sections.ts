/** Sections through one pane of a case, or through one image by itself. */
import { computed, watch } from 'vue'
import type { Ref } from 'vue'
import { sectionKinds } from '../../src-main/contract/volume-view.ts'
import type { SectionKind } from '../../src-main/contract/volume-view.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import { displayed } from '../viewer/display.ts'
import type { Display } from '../viewer/display.ts'
import { imagePane, panesOf } from '../viewer/panes.ts'
import type { PaneContent } from '../viewer/panes.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'
import { pointsAcross, spreadMarks } from '../viewer/section-points.ts'
import { viewedCase, viewsOfCase } from '../viewer/viewed-case.ts'
import type { useImageViewer } from './use-image-viewer.ts'
import { useSections, useSectionsOn } from './use-sections.ts'
import type { useViewer } from './use-viewer.ts'
import { useVolumeViews } from './use-volume-views.ts'

/** Also says which pane is cut: the one that is chosen, else the first tool's, else the first. */
export function useCaseSections(viewer: ReturnType<typeof useViewer>) {
  const settings = useViewerSettings()
  const { all, choices, panes, plane, camera, extent, display } = viewer
  const pane = computed(
    () =>
      panes.value.find(({ id }) => id === settings.orthoPane) ??
      panes.value.find(({ tool }) => tool !== null) ??
      panes.value[0] ??
      null,
  )
  const description = computed(() => all.value.input.value?.description ?? null)
  const isOn = useSectionsOn(description)
  const find = useVolumeViews(() =>
    isOn.value ? sectionKinds.flatMap((kind) => viewsOfCase(all.value, () => kind)) : [],
  )
  const sections = useSections({
    ...{ plane, camera, extent, description, pane },
    contentOf: (kind, at, cache, { spacing }) => {
      const cut = viewedCase(all.value, () => kind, find)
      const points = pointsAcross(kind, cut.points)
      const found = panesOf({ ...cut, points }, at, choices.value, cache)
      const own = found.find(({ id }) => id === pane.value?.id)
      if (!own) return null
      const marks = own.points && spreadMarks(kind, own.points, spacing[kind])
      return inColours({ ...own, points: marks }, display.look.value, pane.value)
    },
  })
  // Objects and points are gone to in all three views; the viewer itself steps along z.
  watch(viewer.shownAt, (at) => {
    if (at) sections.moveIn('xy', { x: at.x + 0.5, y: at.y + 0.5 })
  })
  return sections
}

export function useImageSections(
  viewer: ReturnType<typeof useImageViewer>,
  image: Ref<ViewerImage | null>,
  asLabels: Ref<boolean>,
) {
  const { panes, plane, camera, extent, display } = viewer
  const pane = computed(() => panes.value[0] ?? null)
  const description = computed(() => image.value?.description ?? null)
  const wanted = (open: ViewerImage, view: SectionKind) => ({
    ...{ image: open, view },
    role: asLabels.value ? ('labels' as const) : ('intensity' as const),
  })
  const isOn = useSectionsOn(description)
  const find = useVolumeViews(() => {
    const open = image.value
    return open && isOn.value ? sectionKinds.map((kind) => wanted(open, kind)) : []
  })
  const sections = useSections({
    ...{ plane, camera, extent, description, pane },
    contentOf: (kind, at) => {
      if (!image.value) return null
      const { value, problem } = find(wanted(image.value, kind))
      const own = { ...imagePane(value, at, asLabels.value), message: problem }
      return inColours(own, display.look.value, pane.value)
    },
  })
  return sections
}

/** In the colours and limits of the pane that is cut. */
function inColours(own: PaneContent, look: Display, cut: PaneContent | null): PaneContent {
  const limits = cut?.image?.limits
  const [shown] = displayed([own], look, limits ? new Map([[own.id, limits]]) : new Map())
  return shown ?? own
}
