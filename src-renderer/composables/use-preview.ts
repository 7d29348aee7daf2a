/** The first prediction that follows the settings: asked for once they rest, late answers dropped. */
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { Preview, PreviewOrder } from '../../src-main/contract/bare-model.ts'
import { call } from '../api/client.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'

export interface UsePreviewReturn {
  /** Stays while a newer one is on its way; null once its settings failed. */
  readonly preview: ShallowRef<Preview | null>
  readonly problem: Ref<string | null>
  readonly waiting: Ref<boolean>
}

/** `order` is null while something is missing: then nothing is asked and nothing is shown. */
export function usePreview(order: () => PreviewOrder | null, restMs = 400): UsePreviewReturn {
  const preview = shallowRef<Preview | null>(null)
  const problem = ref<string | null>(null)
  const waiting = ref(false)
  let timer: ReturnType<typeof setTimeout> | null = null
  let controller = new AbortController()

  function stop(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    controller.abort()
  }

  async function ask(wanted: PreviewOrder): Promise<void> {
    controller = new AbortController()
    const { signal } = controller
    try {
      const answer = await call('previewWeights', { body: wanted, signal })
      if (signal.aborted) return
      preview.value = answer
      problem.value = null
    } catch (error) {
      if (signal.aborted || isAbort(error)) return
      preview.value = null
      problem.value = sentenceOf(error)
    }
    waiting.value = false
  }

  // As text: settings that come out the same are no change.
  watch(
    () => JSON.stringify(order()),
    () => {
      stop()
      const wanted = order()
      waiting.value = wanted !== null
      if (wanted) timer = setTimeout(() => void ask(wanted), restMs)
      else preview.value = problem.value = null
    },
    { immediate: true },
  )
  onBeforeUnmount(stop)
  return { preview, problem, waiting }
}
