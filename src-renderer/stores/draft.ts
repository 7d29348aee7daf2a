/**
 * The evaluation being put together. Everything typed is kept: while steps are left and returned to,
 * when something fails, and when the page is loaded again.
 */
import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type { DatasetSurvey } from '../../src-main/contract/datasets.ts'
import type { EvaluationPlan } from '../../src-main/contract/evaluations.ts'
import type { Task } from '../../src-main/contract/words.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { emptyDraft, orderOf, parseDraft } from './draft-order.ts'
import type { DraftContent } from './draft-order.ts'
import { useDraftTools } from './draft-tools.ts'

const storageKey = 'touchstone.draft'

export const useDraft = defineStore('draft', () => {
  const content = reactive<DraftContent>(parseDraft(sessionStorage.getItem(storageKey)))
  watch(content, () => sessionStorage.setItem(storageKey, JSON.stringify(content)))

  const survey = useSurvey(content)
  const task = computed<Task | null>(() => content.task ?? survey.result.value?.task ?? null)
  const tools = useDraftTools(content, task)
  const plan = usePlan(content)

  /** Starts the evaluation and gives its id; the draft is then empty again. */
  async function start(): Promise<string> {
    const { evaluation } = await call('createEvaluation', { body: orderOf(content) })
    reset()
    return evaluation
  }

  function reset(): void {
    Object.assign(content, emptyDraft())
    survey.result.value = null
    survey.problem.value = null
    plan.result.value = null
    plan.problem.value = null
  }

  return { content, survey, task, tools, plan, start, reset }
})

function useSurvey(content: DraftContent) {
  const result = shallowRef<DatasetSurvey | null>(null)
  const problem = ref<string | null>(null)
  const busy = ref(false)

  /** Looks into the folder; the pairs found, or why there are none. */
  async function run(): Promise<void> {
    result.value = null
    problem.value = null
    if (content.folder.trim() === '') return
    busy.value = true
    try {
      result.value = await call('surveyDataset', { body: orderOf(content).dataset })
    } catch (error) {
      problem.value = sentenceOf(error)
    } finally {
      busy.value = false
    }
  }

  return { result, problem, busy, run }
}

function usePlan(content: DraftContent) {
  const result = shallowRef<EvaluationPlan | null>(null)
  const problem = ref<string | null>(null)
  const busy = ref(false)
  let latest = 0

  /** What would be computed for the order as it stands; a late answer never replaces a newer one. */
  async function run(): Promise<void> {
    const mine = ++latest
    busy.value = true
    try {
      const answer = await call('planEvaluation', { body: orderOf(content) })
      if (mine !== latest) return
      result.value = answer
      problem.value = null
    } catch (error) {
      if (mine === latest) problem.value = sentenceOf(error)
    } finally {
      if (mine === latest) busy.value = false
    }
  }

  return { result, problem, busy, run }
}
