/** Asks the same of several images, a moment after the question has come to rest; the last answers stay until then. */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { isAbort, sentenceOf } from '../api/problem.ts'
import type { AnalysisSource } from '../viewer/analysis-sources.ts'
import type { Loaded } from '../viewer/case-images.ts'

/** Steps through a stack, and a hand that drags a line, ask only where they rest. */
const restMs = 120

export interface Measured<T> {
  /** By image. */
  readonly results: Ref<ReadonlyMap<string, Loaded<T> & { readonly source: AnalysisSource }>>
  /** Images that have not answered the present question. */
  readonly waiting: Ref<number>
}

/** `question` is null where there is nothing to ask; equal texts ask the same. */
export function useMeasured<T>(
  sources: () => readonly AnalysisSource[],
  question: () => string | null,
  read: (source: AnalysisSource, signal: AbortSignal) => Promise<T>,
): Measured<T> {
  const results: Measured<T>['results'] = shallowRef(new Map())
  const waiting = shallowRef(0)
  let controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  const asked = (): string => {
    const images = sources().map(({ id, image }) => [
      id,
      image.address,
      image.description.contentKey,
    ])
    return JSON.stringify([question(), images])
  }
  watch(
    asked,
    (_, before) => {
      stop()
      const known = new Set(sources().map(({ id, image }) => `${id} ${image.address}`))
      results.value = new Map(
        [...results.value].filter(([id, { source }]) => known.has(`${id} ${source.image.address}`)),
      )
      waiting.value = question() === null ? 0 : sources().length
      if (question() !== null) timer = setTimeout(ask, before === undefined ? 0 : restMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  function stop(): void {
    clearTimeout(timer)
    controller.abort()
    controller = new AbortController()
  }

  function ask(): void {
    const { signal } = controller
    for (const source of sources()) void settle(source, signal)
  }

  async function settle(source: AnalysisSource, signal: AbortSignal): Promise<void> {
    const loaded = await read(source, signal).then(
      (value) => ({ value, problem: null }),
      (error: unknown) => (isAbort(error) ? null : { value: null, problem: sentenceOf(error) }),
    )
    if (!loaded || signal.aborted) return
    waiting.value--
    results.value = new Map(results.value).set(source.id, { ...loaded, source })
  }

  return { results, waiting }
}
