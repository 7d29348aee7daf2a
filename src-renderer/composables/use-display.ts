/** The panes in the colours that are chosen, and the limits of every channel of a composite. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { planeStatistics } from '../api/images.ts'
import type { PlaneIndex } from '../api/images.ts'
import { isAbort } from '../api/problem.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import { contrastBy, wholeRange } from '../viewer/contrast.ts'
import type { Contrast } from '../viewer/contrast.ts'
import { channelChoice, displayed } from '../viewer/display.ts'
import type { Display } from '../viewer/display.ts'
import type { PaneContent } from '../viewer/panes.ts'
import { planeWithin } from '../viewer/plane-source.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'
import { useOwnContrast } from './use-own-contrast.ts'

/** A composite of more is gray soup, and every channel is read in every pane. */
export const largestComposite = 6

export function useDisplay(
  panes: Ref<readonly PaneContent[]>,
  image: Ref<ViewerImage | null>,
  plane: Ref<PlaneIndex>,
) {
  const settings = useViewerSettings()
  const limits = shallowRef<ReadonlyMap<number, Contrast>>(new Map())
  let controller = new AbortController()
  const count = computed(() => image.value?.description.size.c ?? 1)
  const canCompose = computed(() => count.value > 1 && count.value <= largestComposite)
  const isComposite = computed(() => settings.composite && canCompose.value)

  const channels = computed(() =>
    Array.from({ length: count.value }, (_, c) => ({
      ...channelChoice(settings.channels, c, count.value),
      name: image.value?.description.channels[c]?.name ?? '',
      limits: limits.value.get(c) ?? null,
    })),
  )
  const display = computed<Display>(() => ({
    table: settings.table,
    gamma: settings.gamma,
    channels: isComposite.value ? channels.value : null,
  }))
  const own = useOwnContrast(panes)
  const shown = computed(() => displayed(panes.value, display.value, own.value))

  watch(
    image,
    () => {
      controller.abort()
      limits.value = new Map()
    },
    { flush: 'sync' },
  )
  watch(
    () => settings.contrastRule,
    () => {
      limits.value = new Map()
      if (isComposite.value) void readAll()
    },
  )
  watch([image, isComposite], () => isComposite.value && void readAll(), { immediate: true })
  onScopeDispose(() => controller.abort())

  /** Of the plane in sight; other slices of the image keep them. */
  async function readAll(): Promise<void> {
    const open = image.value
    if (!open) return
    controller = new AbortController()
    const { signal } = controller
    const read = async (c: number) => {
      try {
        const found = await planeStatistics(
          open.address,
          planeWithin(open, { ...plane.value, c }),
          signal,
          open.view,
        )
        return contrastBy(found, settings.contrastRule, 'from the input, the same in every pane')
      } catch (error) {
        if (isAbort(error)) return null
        return wholeRange(open.description.dtype)
      }
    }
    await Promise.all(
      channels.value.map(async ({ limits: known }, c) => {
        const found = known ?? (await read(c))
        if (found && !signal.aborted) setLimits(c, found)
      }),
    )
  }

  function setLimits(channel: number, next: Contrast): void {
    limits.value = new Map(limits.value).set(channel, next)
  }

  return { panes: shown, look: display, channels, canCompose, isComposite, setLimits }
}
