/** Reads the confusion matrices of a comparison of classification. */
import { ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { Confusion } from '../../src-main/contract/confusion.ts'
import { call } from '../api/client.ts'
import { isAbort, sentenceOf } from '../api/problem.ts'

export function useConfusion(comparison: Ref<string>) {
  const confusion = shallowRef<Confusion | null>(null)
  const problem = ref<string | null>(null)
  let controller = new AbortController()

  watch(
    comparison,
    async (id) => {
      controller.abort()
      controller = new AbortController()
      const { signal } = controller
      confusion.value = null
      problem.value = null
      try {
        const found = await call('confusion', { params: { comparison: id }, signal })
        if (!signal.aborted) confusion.value = found
      } catch (error) {
        if (!signal.aborted && !isAbort(error)) problem.value = sentenceOf(error)
      }
    },
    { immediate: true },
  )
  return { confusion, problem }
}
