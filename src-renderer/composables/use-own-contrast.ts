/** Limits of every pane from its own plane, while panes do not share theirs. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import { contrastBy } from '../viewer/contrast.ts'
import type { Contrast } from '../viewer/contrast.ts'
import type { PaneContent } from '../viewer/panes.ts'

/** By pane id; empty while the contrast is locked. A plane that cannot be read keeps the shared limits. */
export function useOwnContrast(
  panes: Ref<readonly PaneContent[]>,
): ShallowRef<ReadonlyMap<string, Contrast>> {
  const settings = useViewerSettings()
  const limits = shallowRef<ReadonlyMap<string, Contrast>>(new Map())
  /** What the limits were read from, by pane id. */
  const readFrom = new Map<string, string>()
  let controller = new AbortController()

  watch(
    [() => settings.contrastLocked, () => settings.contrastRule],
    () => {
      controller.abort()
      controller = new AbortController()
      readFrom.clear()
      limits.value = new Map()
    },
    { flush: 'sync' },
  )
  watch(
    [panes, () => settings.contrastLocked, () => settings.contrastRule],
    ([shown, isLocked]) => {
      if (!isLocked) for (const pane of shown) void read(pane, controller.signal)
    },
    { immediate: true },
  )
  onScopeDispose(() => controller.abort())

  async function read({ id, image }: PaneContent, signal: AbortSignal): Promise<void> {
    if (!image?.source.statistics || image.mode === 'difference' || image.scale) return
    const { source } = image
    // Slices of one image keep their limits, as shared ones do.
    if (readFrom.get(id) === source.image) return
    readFrom.set(id, source.image)
    try {
      const found = await source.statistics!(signal)
      if (signal.aborted) return
      const own = contrastBy(found, settings.contrastRule, 'of this pane alone')
      limits.value = new Map(limits.value).set(id, own)
    } catch {
      // The pane says itself that its image cannot be read.
    }
  }
  return limits
}
