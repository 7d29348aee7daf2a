/** Descriptions of projections and sections, read when they are first wanted and forgotten when no longer. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import { describeImage } from '../api/images.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'
import { nothingYet } from '../viewer/case-images.ts'
import type { Loaded } from '../viewer/case-images.ts'
import type { ViewerImage } from '../viewer/plane-source.ts'
import type { WantedView } from '../viewer/viewed-case.ts'

/** Gives the view of an image as far as it is here. */
export function useVolumeViews(
  wanted: () => readonly WantedView[],
): (view: WantedView) => Loaded<ViewerImage> {
  const found = shallowRef<ReadonlyMap<string, Loaded<ViewerImage>>>(new Map())
  const reading = new Map<string, AbortController>()

  watch(
    wanted,
    (list) => {
      const byKey = new Map(list.map((one) => [keyOf(one), one]))
      for (const [key, controller] of reading)
        if (!byKey.has(key)) {
          controller.abort()
          reading.delete(key)
        }
      const kept = [...found.value].filter(([key]) => byKey.has(key))
      if (kept.length < found.value.size) found.value = new Map(kept)
      for (const [key, one] of byKey)
        if (!found.value.has(key) && !reading.has(key)) void read(key, one)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    for (const controller of reading.values()) controller.abort()
  })

  async function read(key: string, { image, role, view }: WantedView): Promise<void> {
    const controller = new AbortController()
    reading.set(key, controller)
    const { address } = image
    const loaded = await describeImage(address, controller.signal, role === 'labels', view).then(
      (description) => ({ value: { address, description, view }, problem: null }),
      (error: unknown) => (isAbort(error) ? null : { value: null, problem: sentenceOf(error) }),
    )
    if (controller.signal.aborted) return
    reading.delete(key)
    if (loaded) found.value = new Map(found.value).set(key, loaded)
  }

  return (view) => found.value.get(keyOf(view)) ?? nothingYet
}

function keyOf({ image, role, view }: WantedView): string {
  return `${image.address} ${image.description.contentKey} ${role} ${view}`
}
