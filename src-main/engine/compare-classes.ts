/**
 * The answers of all tools to a classified dataset, read from the tables beside their runs: which class each
 * image was given, and the metrics that only all images together have.
 */
import type { Classification, NamedClass } from '../contract/confusion.ts'
import { overAllCases } from '../contract/metrics.ts'
import type { CompareClassesInput, CompareClassesOutput } from '../core/engine-port.ts'
import { chooseMetrics } from '../core/metrics/choose-metrics.ts'
import {
  labelScores,
  probabilityScores,
  type ClassifiedSamples,
} from '../core/metrics/classification/score-classification.ts'
import { metricDefinition } from '../core/metrics/definitions.ts'
import type { MetricOptions } from '../core/metrics/metric-options.ts'
import { comparePooled } from '../core/statistics/compare-pooled.ts'
import { estimatePooled, type PooledScores } from '../core/statistics/estimate-pooled.ts'
import type { PooledCase } from '../core/statistics/pooled-units.ts'
import type { JoinedClasses } from '../core/tables/join-classes.ts'
import { planMetrics } from './plan-metrics.ts'
import { joinOneImage } from './scorers/classification.ts'

/** Draws of the bootstrap and exchanges of the test; recorded with every interval. */
const draws = 2000

/** One image: classes by their place in a list that all answers share. */
interface Answer {
  readonly truth: number
  readonly label: number
  readonly probabilities: Float64Array | null
}

interface ReadTool {
  readonly key: string
  readonly name: string
  /** By case. */
  readonly joined: ReadonlyMap<string, JoinedClasses>
  /** Of the dataset and of this tool. */
  readonly classes: readonly string[]
}

export async function compareClasses(input: CompareClassesInput): Promise<CompareClassesOutput> {
  const { options } = chooseMetrics('classification', input.options)
  const metrics = planMetrics('classification', input.options).filter(
    ({ aggregation }) => aggregation === overAllCases,
  )
  const wanted = metrics.map(({ id }) => id)
  const tools: ReadTool[] = []
  for (const tool of input.tools) tools.push(await readTool(tool, input, options))
  const classes = sorted(tools.flatMap((tool) => tool.classes).concat(classesOf(input)))
  const level = 1 - input.alpha
  const estimates = Object.fromEntries(
    tools.map((tool) => {
      const scoresOf = scorer(tool.classes, positiveOf(tool), wanted, options)
      const answers = answersOf(tool, tool.classes, input)
      return [tool.key, estimatePooled(answers, scoresOf, { level, seed: input.seed, draws })]
    }),
  )
  const isHere = wanted.includes(input.headline)
  return {
    classification: classificationOf(classes, tools, input),
    metrics,
    estimates,
    comparison: isHere ? compared(tools, classes, estimates, input, options) : null,
  }
}

async function readTool(
  { key, name, predictions }: CompareClassesInput['tools'][number],
  input: CompareClassesInput,
  options: MetricOptions,
): Promise<ReadTool> {
  const known = classesOf(input)
  const truth = new Map(input.cases.map(({ id, trueClass }) => [id, trueClass]))
  const joined = new Map<string, JoinedClasses>()
  for (const { case: id, path } of predictions) {
    const classified = { id, trueClass: truth.get(id) ?? '', classes: known }
    joined.set(id, await joinOneImage(path, classified, options))
  }
  const named = [...joined.values()].flatMap((one) => one.classes)
  return { key, name, joined, classes: sorted([...known, ...named]) }
}

function answersOf(
  { joined }: ReadTool,
  classes: readonly string[],
  { cases }: CompareClassesInput,
): PooledCase<Answer>[] {
  const places = new Map(classes.map((name, place) => [name, place]))
  return cases.map(({ id, sample }) => {
    const one = joined.get(id)
    return { case: id, sample, answer: one === undefined ? null : placed(one, places) }
  })
}

/** A class that the tool gave no probability has none. */
function placed(
  { classes, truth, prediction, probabilities }: JoinedClasses,
  places: ReadonlyMap<string, number>,
): Answer {
  const at = (own: number): number => places.get(classes[own]!)!
  let values: Float64Array | null = null
  if (probabilities !== null) {
    values = new Float64Array(places.size)
    for (const [own, value] of probabilities.entries()) values[at(own)] = value
  }
  return { truth: at(truth[0]!), label: at(prediction[0]!), probabilities: values }
}

function scorer(
  classes: readonly string[],
  positive: number | null,
  wanted: readonly string[],
  options: MetricOptions,
): (answers: readonly Answer[]) => PooledScores {
  const isLabelMetric = (id: string): boolean => labelMetrics.includes(id)
  const needsLabels = wanted.some(isLabelMetric)
  const needsProbabilities = wanted.some((id) => !isLabelMetric(id))
  return (answers) => {
    const samples = samplesOf(answers, classes, positive)
    const scores = {
      ...(needsLabels ? labelScores(samples, options) : {}),
      ...(needsProbabilities ? probabilityScores(samples, options) : {}),
    }
    return Object.fromEntries(
      wanted.map((id) => {
        const score = scores[id] ?? { undefined: 'not-computed' }
        return [id, 'undefined' in score ? score : Number(score.value)]
      }),
    )
  }
}

const labelMetrics = ['balanced-accuracy', 'accuracy', 'f1-macro', 'mcc', 'kappa']

function samplesOf(
  answers: readonly Answer[],
  classes: readonly string[],
  positive: number | null,
): ClassifiedSamples {
  const has = answers.length > 0 && answers.every(({ probabilities }) => probabilities !== null)
  let probabilities: Float64Array | null = null
  if (has) {
    probabilities = new Float64Array(answers.length * classes.length)
    for (const [row, answer] of answers.entries())
      probabilities.set(answer.probabilities!, row * classes.length)
  }
  return {
    classes,
    truth: answers.map(({ truth }) => truth),
    prediction: answers.map(({ label }) => label),
    probabilities,
    positive: classes.length === 2 ? positive : null,
  }
}

function positiveOf({ joined, classes }: ReadTool): number | null {
  for (const one of joined.values())
    if (one.positive !== null) return classes.indexOf(one.classes[one.positive]!)
  return null
}

function compared(
  tools: readonly ReadTool[],
  classes: readonly string[],
  estimates: CompareClassesOutput['estimates'],
  input: CompareClassesInput,
  options: MetricOptions,
): CompareClassesOutput['comparison'] {
  const { id, name, direction, digits, range } = metricDefinition(input.headline)
  const [first] = tools
  const positive = first ? positiveOf({ ...first, classes }) : null
  const scoresOf = scorer(classes, positive, [id], options)
  const scoreOf = (answers: readonly Answer[]): number | null => {
    const score = scoresOf(answers)[id]
    return typeof score === 'number' ? score : null
  }
  const worst = direction === 'higher' ? range[0] : range[1]
  return comparePooled(
    tools.map((tool) => ({
      tool: tool.key,
      name: tool.name,
      cases: answersOf(tool, classes, input),
      estimate: estimates[tool.key]?.[id],
    })),
    scoreOf,
    {
      metric: { id, name, direction, digits, worst },
      alpha: input.alpha,
      delta: input.minimalRelevantDifference,
      seed: input.seed,
      draws,
    },
  )
}

function classificationOf(
  classes: readonly string[],
  tools: readonly ReadTool[],
  { cases }: CompareClassesInput,
): Classification {
  const named = (one: JoinedClasses): NamedClass => {
    const place = one.prediction[0]!
    return { class: one.classes[place]!, probability: one.probabilities?.[place] ?? null }
  }
  return {
    classes: [...classes],
    truth: Object.fromEntries(cases.map(({ id, trueClass }) => [id, trueClass])),
    predictions: Object.fromEntries(
      tools.map(({ key, joined }) => [
        key,
        Object.fromEntries([...joined].map(([id, one]) => [id, named(one)])),
      ]),
    ),
  }
}

function classesOf({ cases }: CompareClassesInput): readonly string[] {
  return sorted(cases.map(({ trueClass }) => trueClass))
}

/** Each once; numbers by value, words by code. */
function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : Number(a > b)))
}
