/** The values of a self-test that fit a question, a page at a time. */
import { ref, shallowRef } from 'vue'
import type { SelftestValue, SelftestVerdict } from '../../src-main/contract/selftest.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'

export interface ValueQuestion {
  readonly selftest: string
  readonly kind: string
  readonly verdict: SelftestVerdict | ''
  readonly find: string
}

export function useSelftestValues(limit = 100) {
  const values = shallowRef<readonly SelftestValue[]>([])
  const total = ref<number | null>(null)
  const problem = ref<string | null>(null)
  let asked: ValueQuestion | null = null

  async function read(question: ValueQuestion, after: number): Promise<void> {
    asked = question
    try {
      const { selftest, kind, verdict, find } = question
      const page = await call('selftestValues', {
        params: { selftest },
        query: { kind, verdict, find, after, limit },
      })
      // A late answer to an older question is dropped.
      if (asked !== question) return
      values.value = after === 0 ? page.values : [...values.value, ...page.values]
      total.value = page.total
      problem.value = null
    } catch (error) {
      if (asked === question) problem.value = sentenceOf(error)
    }
  }

  return {
    values,
    total,
    problem,
    load: (question: ValueQuestion) => read({ ...question }, 0),
    more: async () => {
      if (asked) await read({ ...asked }, values.value.length)
    },
  }
}
