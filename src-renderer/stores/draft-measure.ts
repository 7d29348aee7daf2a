/** Changes to what is measured: answers, metrics, options, headline. What equals the proposal is not kept. */
import { computed } from 'vue'
import type { ShallowRef } from 'vue'
import type { EvaluationPlan } from '../../src-main/contract/evaluations.ts'
import type { Answer, MetricPreset, QuestionId } from '../../src-main/contract/fingerprint.ts'
import type { Json } from '../../src-main/contract/words.ts'
import type { DraftContent } from './draft-order.ts'

export function useDraftMeasure(content: DraftContent, plan: ShallowRef<EvaluationPlan | null>) {
  const measurement = computed(() => plan.value?.fingerprint.measurement ?? null)
  const chosen = computed(() => measurement.value?.chosen.metrics ?? [])
  const isChanged = computed(
    () =>
      content.metrics !== null ||
      content.headline !== null ||
      content.dataRange !== null ||
      Object.keys(content.metricOptions).length > 0,
  )

  /** Null takes the answer back. */
  function answer(id: QuestionId, value: Answer | null): void {
    const others = Object.entries(content.answers).filter(([known]) => known !== id)
    content.answers = Object.fromEntries(value === null ? others : [...others, [id, value]])
  }

  function choose(metrics: readonly string[]): void {
    const proposed = measurement.value?.proposed.metrics ?? []
    const isProposed =
      metrics.length === proposed.length && metrics.every((id) => proposed.includes(id))
    content.metrics = isProposed ? null : [...metrics]
    if (content.headline !== null && !metrics.includes(content.headline)) content.headline = null
  }

  function add(id: string): void {
    if (!chosen.value.includes(id)) choose([...chosen.value, id])
  }

  /** The last one stays: without a metric nothing is measured. */
  function remove(id: string): void {
    if (chosen.value.length > 1) choose(chosen.value.filter((other) => other !== id))
  }

  /** One metric in the place of another, for instance with another tolerance. */
  function replace(id: string, by: string): void {
    const metrics = chosen.value.map((other) => (other === id ? by : other))
    const isHeadline = (content.headline ?? measurement.value?.chosen.headline) === id
    choose([...new Set(metrics)])
    if (isHeadline) content.headline = by
  }

  function lead(id: string): void {
    if (!chosen.value.includes(id)) add(id)
    content.headline = id === measurement.value?.proposed.headline ? null : id
  }

  /** The metrics and options of another program; its first metric leads. */
  function take({ metrics, options }: MetricPreset): void {
    content.metrics = [...metrics]
    content.metricOptions = { ...content.metricOptions, ...options }
    content.headline = metrics[0] ?? null
  }

  /** Null: as proposed, or as the metric has it. */
  function setOption(name: string, value: Json | null): void {
    const others = Object.entries(content.metricOptions).filter(([known]) => known !== name)
    content.metricOptions = Object.fromEntries(value === null ? others : [...others, [name, value]])
  }

  function backToProposal(): void {
    Object.assign(content, { metrics: null, metricOptions: {}, headline: null, dataRange: null })
  }

  return {
    measurement,
    chosen,
    isChanged,
    answer,
    add,
    remove,
    replace,
    lead,
    take,
    setOption,
    backToProposal,
  }
}
