/** The page of one image: what its address names, the image and its view, and what changes the address. */
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { AxisHint, ImageOrder } from '../../src-main/contract/images.ts'
import { useRecentImages } from '../stores/recent-images.ts'
import { lookAt } from '../viewer/camera.ts'
import { imageOrderOf, imageQuery } from '../words/image-order.ts'
import { fileName } from '../words/paths.ts'
import { useImageViewer } from './use-image-viewer.ts'
import { useOpenedImage } from './use-opened-image.ts'

export function useImagePage() {
  const route = useRoute()
  const router = useRouter()
  const recent = useRecentImages()
  const order = computed(() => (route.name === 'image' ? imageOrderOf(route.query) : null))
  const source = useOpenedImage(order)
  const asLabels = ref(false)
  const viewer = useImageViewer(source.opened, asLabels)
  /** Whether the axes are in question, or a person wants to see to them. */
  const axesOpen = ref(false)
  const description = computed(() => source.opened.value?.description ?? null)
  const name = computed(() => fileName(order.value?.path ?? ''))

  watch(source.opened, (opened) => {
    if (!opened) return
    recent.add(opened.order.path)
    asLabels.value = source.isLabels.value
    if (opened.description.axes.includes('q')) axesOpen.value = true
  })
  // Another image first closes the panel; its own questions open it again.
  watch(
    () => `${order.value?.path ?? ''}#${order.value?.series ?? ''}`,
    () => (axesOpen.value = false),
  )
  watch(source.hints, (hints) => {
    if (hints.length > 0) axesOpen.value = true
  })

  async function show(next: ImageOrder, way: 'push' | 'replace'): Promise<void> {
    await router[way]({ name: 'image', query: imageQuery(next) })
  }
  const change = (next: ImageOrder) => show(next, 'replace')

  return {
    ...{ order, source, viewer, asLabels, axesOpen, description, name },
    open: (path: string) => show({ path }, 'push'),
    replace: (path: string) => show({ path }, 'replace'),
    /** Null: as the file says. */
    setAxes: async (axes: string | null) => {
      if (!order.value) return
      const { path, series } = order.value
      const which = series === undefined ? { path } : { path, series }
      await change(axes === null ? which : { ...which, axes })
    },
    /** Another image of the file may have other axes. */
    setSeries: async (series: number) => {
      if (order.value) await change({ path: order.value.path, series })
    },
    /** Brings a place of the picture to the middle. */
    look: (box: NonNullable<AxisHint['box']>) => {
      const { pane, extent, camera } = viewer
      if (!pane.value || !extent.value) return
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      const side = Math.max(box.width, box.height) / 2
      camera.value = lookAt(middle, side, pane.value, extent.value)
    },
  }
}
