/**
 * Asks the same of several images, a moment after the question has come to rest. The last answers stay, with the
 * question that they are to, until all of the next are here: curves of two questions never stand in one plot.
 */
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { isAbort, sentenceOf } from '../api/problem.ts'
import type { AnalysisSource } from '../viewer/analysis-sources.ts'
import type { Loaded } from '../viewer/case-images.ts'

/** Steps through a stack, and a hand that drags a line, ask only where they rest. */
const restMs = 120

export interface Measured<Question, Answer> {
  /** By image; all to one question. */
  readonly results: Ref<ReadonlyMap<string, Loaded<Answer> & { readonly source: AnalysisSource }>>
  /** What they are the answers to. */
  readonly answered: Ref<Question | null>
  /** Images that have not answered the present question. */
  readonly waiting: Ref<number>
}

/** `question` is null where there is nothing to ask; it is plain data, and equal data asks the same. */
export function useMeasured<Question, Answer>(
  sources: () => readonly AnalysisSource[],
  question: () => Question | null,
  read: (source: AnalysisSource, question: Question, signal: AbortSignal) => Promise<Answer>,
): Measured<Question, Answer> {
  const results: Measured<Question, Answer>['results'] = shallowRef(new Map())
  const answered: Ref<Question | null> = shallowRef(null)
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
      const next = question()
      waiting.value = next === null ? 0 : sources().length
      if (next !== null) timer = setTimeout(() => ask(next), before === undefined ? 0 : restMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  function stop(): void {
    clearTimeout(timer)
    controller.abort()
    controller = new AbortController()
  }

  function ask(next: Question): void {
    const { signal } = controller
    const collected: typeof results.value extends ReadonlyMap<infer Id, infer One>
      ? Map<Id, One>
      : never = new Map()
    const isFirst = results.value.size === 0
    const settle = async (source: AnalysisSource): Promise<void> => {
      const loaded = await read(source, next, signal).then(
        (value) => ({ value, problem: null }),
        (error: unknown) => (isAbort(error) ? null : { value: null, problem: sentenceOf(error) }),
      )
      if (!loaded || signal.aborted) return
      waiting.value--
      collected.set(source.id, { ...loaded, source })
      if (!isFirst && waiting.value > 0) return
      results.value = new Map(collected)
      answered.value = next
    }
    for (const source of sources()) void settle(source)
  }

  return { results, answered, waiting }
}
