/** The images as the chosen projection along z shows them; themselves while planes are looked at. */
import { computed } from 'vue'
import type { Ref } from 'vue'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import type { CaseImages } from '../viewer/case-images.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'
import { projectionView, projectionWords } from '../viewer/projection.ts'
import { viewedCase, viewsOfCase } from '../viewer/viewed-case.ts'
import type { ViewOf } from '../viewer/viewed-case.ts'
import { useVolumeViews } from './use-volume-views.ts'

/** `words` say what is projected, null where planes are looked at. */
export function useProjectedCase(images: Ref<CaseImages>) {
  const { viewOf, wordsFor } = useChoice()
  const find = useVolumeViews(() => viewsOfCase(images.value, viewOf))
  return {
    images: computed(() => viewedCase(images.value, viewOf, find)),
    words: computed(() => wordsFor(images.value.input.value)),
  }
}

/** The same for one image by itself; `problem` where the view cannot be had. */
export function useProjectedImage(image: Ref<ViewerImage | null>, asLabels: Ref<boolean>) {
  const { viewOf, wordsFor } = useChoice()
  const wanted = computed(() => {
    const open = image.value
    const role = asLabels.value ? ('labels' as const) : ('intensity' as const)
    const view = open && viewOf(open, role)
    return open && view !== null ? { image: open, role, view } : null
  })
  const find = useVolumeViews(() => (wanted.value ? [wanted.value] : []))
  const found = computed(() =>
    wanted.value ? find(wanted.value) : { value: image.value, problem: null },
  )
  return {
    image: computed(() => found.value.value),
    problem: computed(() => found.value.problem),
    words: computed(() => wordsFor(image.value)),
  }
}

function useChoice() {
  const settings = useViewerSettings()
  const viewOf: ViewOf = ({ description }, role) =>
    projectionView(settings.projection, settings.projectedPlanes, role, description.size.z)
  const wordsFor = (image: ViewerImage | null): string | null =>
    projectionWords(settings.projection, settings.projectedPlanes, image?.description.size.z ?? 1)
  return { viewOf, wordsFor }
}
