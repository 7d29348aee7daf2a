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
import { emptyDraft, noMeasure, orderOf, parseDraft } from './draft-order.ts'
import type { DraftContent } from './draft-order.ts'
import { useDraftMeasure } from './draft-measure.ts'
import { useDraftTools } from './draft-tools.ts'

const storageKey = 'touchstone.draft'

export const useDraft = defineStore('draft', () => {
  const content = reactive<DraftContent>(parseDraft(sessionStorage.getItem(storageKey)))
  watch(content, () => sessionStorage.setItem(storageKey, JSON.stringify(content)))

  const survey = useSurvey(content)
  const task = computed<Task | null>(() => content.task ?? survey.result.value?.task ?? null)
  const tools = useDraftTools(content, task)
  const plan = usePlan(content)
  const measure = useDraftMeasure(content, plan.result)
  // Answers and metrics belong to a task: for another one they begin anew.
  watch(task, (next) => {
    if (next === null || next === content.measuredTask) return
    if (content.measuredTask !== null) Object.assign(content, noMeasure())
    content.measuredTask = next
  })

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

  return { content, survey, task, tools, plan, measure, start, reset }
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
  let isWanted = false

  /**
   * What would be computed for the order as it stands. While an answer is on its way later wishes are one:
   * each plan reads the whole dataset.
   */
  async function run(): Promise<void> {
    isWanted = true
    if (busy.value) return
    busy.value = true
    while (isWanted) {
      isWanted = false
      await ask()
    }
    busy.value = false
  }

  async function ask(): Promise<void> {
    try {
      const answer = await call('planEvaluation', { body: orderOf(content) })
      if (isWanted) return
      result.value = answer
      problem.value = null
    } catch (error) {
      if (!isWanted) problem.value = sentenceOf(error)
    }
  }

  return { result, problem, busy, run }
}
