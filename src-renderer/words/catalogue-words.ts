/** A metric of the catalogue in words: its facts in a line, its options and the values that prove it. */
import type { MetricDoc } from '../../src-main/contract/selftest.ts'
import type { Task } from '../../src-main/contract/words.ts'

export const taskNames: Readonly<Record<Task, string>> = {
  instances: 'Objects',
  semantic: 'Masks',
  restoration: 'Restoration',
  detection: 'Points',
  classification: 'Classes',
}

const directions = {
  higher: 'higher is better',
  lower: 'lower is better',
  zero: 'nearest to 0 is best',
} as const

export function metricFacts({ metric, onRequest }: MetricDoc): string {
  const [least, largest] = metric.range
  const range =
    least === null || largest === null
      ? least === null
        ? ''
        : `${least} or more`
      : `${least} to ${largest}`
  return [
    ...(metric.unit === '' ? [] : [`in ${metric.unit}`]),
    directions[metric.direction],
    ...(range === '' ? [] : [range]),
    metric.aggregation.replaceAll('-', ' '),
    `version ${metric.version}`,
    ...(onRequest.length > 0 ? ['computed on request'] : []),
  ].join(' · ')
}

export function optionText({ usual }: MetricDoc['options'][number]): string {
  return usual === null ? 'not set' : typeof usual === 'string' ? usual : JSON.stringify(usual)
}

/** `undefined (both-empty)` reads better without the code's hyphens. */
export function answerText(answer: string): string {
  return answer.replace(/\((.*)\)/, (_, reason: string) => `(${reason.replaceAll('-', ' ')})`)
}

/** Metrics that say something of `text`, in the order of the catalogue, by their first task. */
export function metricsByTask(docs: readonly MetricDoc[], text: string): Map<Task, MetricDoc[]> {
  const wanted = text.trim().toLowerCase()
  const groups = new Map<Task, MetricDoc[]>()
  for (const doc of docs) {
    const { id, name, definition, tasks } = doc.metric
    const task = tasks[0]
    if (task === undefined || !`${id} ${name} ${definition}`.toLowerCase().includes(wanted))
      continue
    groups.set(task, [...(groups.get(task) ?? []), doc])
  }
  return groups
}
