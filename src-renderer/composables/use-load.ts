/** Something read from the core: its value, or the sentence why there is none, and a way to try again. */
import { ref, shallowRef } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { isAbort, sentenceOf } from '../api/problem.ts'

export interface UseLoadReturn<T> {
  readonly value: ShallowRef<T | null>
  readonly problem: Ref<string | null>
  readonly loading: Ref<boolean>
  /** Reads again; the old value stays until the new one is there. A late answer never overwrites a newer one. */
  readonly load: () => Promise<void>
}

export function useLoad<T>(read: () => Promise<T>): UseLoadReturn<T> {
  const value = shallowRef<T | null>(null) as ShallowRef<T | null>
  const problem = ref<string | null>(null)
  const loading = ref(false)
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    loading.value = true
    try {
      const answer = await read()
      if (mine !== latest) return
      value.value = answer
      problem.value = null
    } catch (error) {
      if (mine === latest && !isAbort(error)) problem.value = sentenceOf(error)
    } finally {
      if (mine === latest) loading.value = false
    }
  }

  return { value, problem, loading, load }
}
