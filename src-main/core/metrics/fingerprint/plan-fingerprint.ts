/**
 * From an order's answers, options and headline to what will be computed, and to what is recorded of how
 * it was chosen. Without answers nothing is filled in: the task's metrics are those asked for.
 */
import type {
  Answers,
  Fingerprint,
  FingerprintFacts,
  MetricChoice,
  Proposal,
} from '../../../contract/fingerprint.ts'
import type { MetricTuple } from '../../../contract/metrics.ts'
import type { Json, Task } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import { chooseMetrics, idsOfClasses, metricPresets } from '../choose-metrics.ts'
import { headlineMetric, metricDefinition, metricTuple, optionsOfTask } from '../definitions.ts'
import {
  emptyCasePolicyOption,
  requireKnownOptions,
  type MetricOptions,
} from '../metric-options.ts'
import { findOverrides } from './find-overrides.ts'
import { findPitfalls, refusalOf } from './find-pitfalls.ts'
import { proposeMetrics } from './propose-metrics.ts'
import { questionsOf } from './questions.ts'
import { answersOfData, requireAnswers, settleAnswers } from './settle-answers.ts'

export interface FingerprintOrder {
  readonly task: Task
  readonly facts: FingerprintFacts
  /** Null: nobody was asked, and the proposal is only shown. */
  readonly answers: Answers | null
  readonly options: MetricOptions
  readonly headline: string | null
}

export interface PlannedMeasurement {
  readonly headline: string
  /** As they are recorded and given to every score: `metrics` names each metric where answers were given. */
  readonly options: MetricOptions
  readonly fingerprint: Fingerprint
}

/** Throws `bad-options` for answers, metrics, options or a headline that do not fit the task. */
export function planFingerprint(order: FingerprintOrder): PlannedMeasurement {
  const { task, facts } = order
  const given = order.answers ?? {}
  requireAnswers(task, given)
  const answers = settleAnswers(task, given, facts)
  const proposal = proposeMetrics(task, { answers, facts })
  const asked = order.answers === null ? order.options : filledIn(task, order.options, proposal)
  const { ids: metrics, options } = chooseMetrics(task, asked)
  requireKnownOptions(options, ['metrics', 'emptyCasePolicy', ...optionsOfTask(task)])
  const headline = headlineOf(order, proposal, metrics)
  const tuples = metrics.map((id) => metricTuple(id, options))
  const chosen: MetricChoice = { headline, metrics: [...metrics], options: { ...options } }
  const proposed = choiceOf(proposal)
  const set = { task, headline, metrics, answers, facts }
  return {
    headline,
    options: order.answers === null ? order.options : { ...options, metrics },
    fingerprint: {
      questions: questionsFor(order, answers),
      proposal,
      measurement: {
        answers: given,
        fromData: answersGivenByData(given, answers),
        proposed,
        chosen,
        overridden: [...findOverrides(proposed, chosen)],
      },
      pitfalls: [...findPitfalls(set)],
      refusal: refusalOf(set),
      presets: [...metricPresets(task)],
      options: optionsNow(tuples, options),
    },
  }
}

/** What the proposal says wherever the order says nothing; classes that it names have their own metrics. */
function filledIn(task: Task, options: MetricOptions, proposal: Proposal): MetricOptions {
  const proposed = choiceOf(proposal)
  const ofClasses = idsOfClasses(task, options)
  const filled: Record<string, Json> = {
    metrics: [...proposed.metrics, ...ofClasses],
    ...proposed.options,
    ...options,
  }
  // A size of pixels says nothing about distances in pixels.
  if (filled['distanceUnit'] === 'px' && options['pixelSizeUm'] === undefined)
    delete filled['pixelSizeUm']
  return filled
}

function choiceOf({ headline, metrics, options }: Proposal): MetricChoice {
  return {
    headline,
    metrics: metrics.map(({ id }) => id),
    options: Object.fromEntries(options.map(({ name, value }) => [name, value])),
  }
}

function headlineOf(
  { task, headline, answers }: FingerprintOrder,
  proposal: Proposal,
  metrics: readonly string[],
): string {
  const wanted = headline ?? (answers === null ? headlineMetric(task) : proposal.headline)
  if (metrics.includes(wanted)) return wanted
  if (headline === null && answers !== null && metrics[0] !== undefined) return metrics[0]
  throw new TouchstoneError(
    'bad-options',
    `${wanted} is not computed for task ${task}; choose one of ${metrics.join(', ')}.`,
    { headline: wanted },
  )
}

function questionsFor({ task, facts, answers }: FingerprintOrder, settled: Answers) {
  const ofData = answersOfData(task, facts)
  return questionsOf(task)
    .filter(({ after }) => after === undefined || settled[after.id] === after.answer)
    .map(({ id, number, text, why, choices, unit }) => ({
      ...{ id, number, text, why, choices: [...choices], unit },
      answer: answers?.[id] ?? null,
      fromData: ofData[id] ?? null,
    }))
}

function answersGivenByData(given: Answers, settled: Answers): Answers {
  return Object.fromEntries(Object.entries(settled).filter(([id]) => !Object.hasOwn(given, id)))
}

/** Every option that a chosen metric knows, as it stands. */
function optionsNow(
  tuples: readonly MetricTuple[],
  options: MetricOptions,
): { name: string; value: Json }[] {
  const now = new Map<string, Json>()
  for (const { id, options: own } of tuples) {
    const { occasionalOptions = {} } = metricDefinition(id)
    for (const [name, value] of Object.entries({ ...occasionalOptions, ...own }))
      now.set(name, value)
  }
  now.set('emptyCasePolicy', emptyCasePolicyOption(options))
  return [...now].map(([name, value]) => ({ name, value }))
}
