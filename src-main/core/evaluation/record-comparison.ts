/** Makes the comparison of a finished evaluation from what the record holds, and records it. */
import type {
  CaseScore,
  Comparison,
  ComparedTool,
  RankStability,
} from '../../contract/comparison.ts'
import { comparisonSchema } from '../../contract/comparison.ts'
import type { Estimate, MetricTuple } from '../../contract/metrics.ts'
import type { Json } from '../../contract/words.ts'
import { counted } from '../counted.ts'
import type { CompareClassesOutput } from '../engine-port.ts'
import type { CaseEntry, RunEntry } from '../history/entries.ts'
import { digestOf } from '../canonical-json.ts'
import { metricDefinition } from '../metrics/definitions.ts'
import { requireComparable, type OwnedTuple } from '../metrics/require-comparable.ts'
import {
  compareTools,
  type ComparedScores,
  type ToolComparison,
} from '../statistics/compare-tools.ts'
import { estimateMean } from '../statistics/estimate.ts'
import { rankStability } from '../statistics/rank-stability.ts'
import { annotatorIn, casesOfReference } from './annotators.ts'
import { definitionOnWire } from './definition-on-wire.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { fallbacksOf } from './summaries.ts'
import { independenceOf, independenceSentences } from './independence.ts'
import { readOrder, type OrderedRun, type RecordedOrder } from './recorded-order.ts'
import { withRunScore, type WholeRuns } from './score-whole-runs.ts'
import { tuningWarnings } from './tuning-budget.ts'

interface ComparedRun {
  readonly ordered: OrderedRun
  readonly entry: RunEntry | null
  readonly cases: ReadonlyMap<string, CaseEntry>
}

/** `classes`: of a classified dataset, else null; `wholeRuns`: where a score is fitted on all images of a run. */
export function recordComparison(
  deps: EvaluationDependencies,
  evaluation: string,
  classes: CompareClassesOutput | null = null,
  wholeRuns: WholeRuns | null = null,
): Comparison {
  const order = readOrder(deps.history, evaluation)
  const runs = order.runs.map((ordered) => ({
    ordered,
    entry: deps.history.run(ordered.run),
    cases: new Map(
      deps.history
        .casesOfRun(ordered.run)
        .map((entry) => [entry.case, withRunScore(entry, ordered.key, wholeRuns)]),
    ),
  }))
  const made = makeComparison(order, runs, deps.clock().toISOString(), classes)
  const document = {
    ...made,
    warnings: [...made.warnings, ...choiceWarnings(deps, order), ...(wholeRuns?.notes ?? [])],
  }
  deps.history.append('comparison-made', {
    comparison: document.id,
    evaluation: order.entry.id,
    digest: digestOf(document as unknown as Json),
    document: document as unknown as Json,
  })
  return document
}

/** What the record says about training data and about how settings were chosen. */
function choiceWarnings({ history }: EvaluationDependencies, order: RecordedOrder) {
  const all = history.evaluations() // the newest first
  const earlier = all.slice(all.findIndex(({ id }) => id === order.entry.id) + 1)
  const tools = order.runs
    .filter(({ role }) => role === 'tool')
    .map(({ description, settings }) => {
      const { name, kind, digest, settings: defaults } = description
      return { name, kind, digest, settings, defaults }
    })
  const statements = independenceOf(history, order.dataset.digest)
  return [
    ...independenceSentences(tools, statements).warnings,
    ...tuningWarnings(order.entry, tools, earlier),
  ]
}

function makeComparison(
  order: RecordedOrder,
  runs: readonly ComparedRun[],
  createdAt: string,
  classes: CompareClassesOutput | null,
): Comparison {
  const { entry, dataset } = order
  const ofCases = metricTuples(runs)
  const tuples = [...ofCases, ...(classes?.metrics ?? [])].sort(
    (a, b) => catalogueOrder(a.id) - catalogueOrder(b.id),
  )
  const scoresOf = (metric: string): ComparedScores[] =>
    runs.map((run) => comparedScores(order, run, metric))
  const headline = metricDefinition(entry.headline)
  const byCases = (): ToolComparison =>
    compareTools(scoresOf(entry.headline), {
      metric: {
        id: headline.id,
        name: headline.name,
        direction: headline.direction,
        digits: headline.digits,
        worst: worstValue(headline),
        range: headline.range,
      },
      alpha: entry.alpha,
      delta: entry.minimalRelevantDifference,
      seed: entry.seed,
      beside: true,
    })
  const stability = (): RankStability =>
    rankStability(
      scoresOf(entry.headline).filter(({ role }) => role !== 'reference'),
      {
        direction: headline.direction,
        worst: worstValue(headline),
        alpha: entry.alpha,
        seed: entry.seed,
      },
    )
  const verdict = classes?.comparison ?? byCases()
  const units = new Set(dataset.cases.map((item) => item.sample ?? `case ${item.id}`))
  return comparisonSchema.parse({
    id: `c${entry.id}`,
    evaluation: entry.id,
    name: entry.name,
    createdAt,
    task: order.task,
    dataset: {
      digest: dataset.digest,
      name: dataset.name,
      cases: dataset.cases.length,
      unit: verdict.unit,
      units: verdict.unit === 'sample' ? units.size : dataset.cases.length,
    },
    headline: entry.headline,
    alpha: entry.alpha,
    minimalRelevantDifference: entry.minimalRelevantDifference,
    seed: entry.seed,
    sentence: asSentence(verdict.sentence),
    tools: runs.map((run) => comparedTool(order, run)),
    metrics: tuples.map((tuple) => ({
      definition: definitionOnWire(metricDefinition(tuple.id), tuple),
      tuple,
    })),
    estimates: estimatesOf(
      order,
      runs,
      tuples,
      'estimates' in verdict ? verdict.estimates : {},
      classes,
    ),
    cases: dataset.cases.map((item) => ({
      id: item.id,
      sample: item.sample,
      scores: Object.fromEntries(
        runs.map((run) => [
          run.ordered.key,
          Object.fromEntries(ofCases.map((tuple) => [tuple.id, caseScore(run, item.id, tuple.id)])),
        ]),
      ),
    })),
    verdicts: [...verdict.verdicts],
    ranking: [...verdict.ranking],
    // A score that only all cases together have gives no case a rank.
    ...(classes?.comparison ? {} : { stability: stability() }),
    ...(classes ? { classification: classes.classification } : {}),
    warnings: [
      ...verdict.warnings,
      ...runs.flatMap((run) => failureReasons(order, run)),
      ...datasetWarnings(order),
    ],
  })
}

/** The tuples under which scores were recorded; unlike ones, as after an update half way, are refused. */
function metricTuples(runs: readonly ComparedRun[]): readonly MetricTuple[] {
  const owned = new Map<string, OwnedTuple>()
  for (const run of runs)
    for (const item of run.cases.values())
      for (const { metric: id, version, options, aggregation, emptyCasePolicy } of item.scores) {
        const policy = emptyCasePolicy === 'reference' ? 'reference' : 'touchstone'
        const tuple = {
          id,
          version,
          options: { ...options },
          aggregation,
          emptyCasePolicy: policy,
        } as const
        const mine = { owner: `run ${run.ordered.run} (case ${item.case})`, tuple }
        const first = owned.get(id)
        if (first === undefined) owned.set(id, mine)
        else requireComparable([first, mine])
      }
  return [...owned.values()]
    .map(({ tuple }) => tuple)
    .sort((a, b) => catalogueOrder(a.id) - catalogueOrder(b.id))
}

function catalogueOrder(id: string): number {
  return metricDefinition(id).order
}

function worstValue({ direction, range }: ReturnType<typeof metricDefinition>): number | null {
  return direction === 'higher' ? range[0] : direction === 'lower' ? range[1] : null
}

function spanOf(metric: ReturnType<typeof metricDefinition>) {
  const worst = worstValue(metric)
  return { range: metric.range, ...(worst === null ? {} : { worst }) }
}

function comparedScores(order: RecordedOrder, run: ComparedRun, metric: string): ComparedScores {
  return {
    tool: run.ordered.key,
    name: run.ordered.description.name,
    role: run.ordered.role,
    scores: order.dataset.cases.map((item) => ({
      case: item.id,
      sample: item.sample,
      score: caseScore(run, item.id, metric),
    })),
  }
}

function caseScore(run: ComparedRun, caseId: string, metric: string): CaseScore {
  const item = run.cases.get(caseId)
  if (
    !item &&
    annotatorIn(run.ordered.description.reference) !== null &&
    (run.entry?.reason ?? null) === null
  )
    return { undefined: 'not-annotated' }
  if (!item) return { failed: run.entry?.reason ?? 'not run' }
  if (item.failure) return { failed: item.failure.message }
  return (
    item.scores.find((score) => score.metric === metric)?.score ?? { undefined: 'not-computed' }
  )
}

function estimatesOf(
  order: RecordedOrder,
  runs: readonly ComparedRun[],
  tuples: readonly MetricTuple[],
  headline: Readonly<Record<string, Estimate>>,
  classes: CompareClassesOutput | null,
): Record<string, Record<string, Estimate>> {
  return Object.fromEntries(
    runs.map((run) => [
      run.ordered.key,
      Object.fromEntries(
        tuples.map(({ id }) => [
          id,
          classes?.estimates[run.ordered.key]?.[id] ??
            (id === order.entry.headline ? headline[run.ordered.key] : undefined) ??
            estimateMean(comparedScores(order, run, id).scores, {
              level: 1 - order.entry.alpha,
              seed: order.entry.seed,
              ...spanOf(metricDefinition(id)),
            }),
        ]),
      ),
    ]),
  )
}

function comparedTool(order: RecordedOrder, run: ComparedRun): ComparedTool {
  const { ordered, entry } = run
  const items = [...run.cases.values()]
  const cases = casesOfReference(order.dataset, ordered.description.reference)
  const failed = items.filter((item) => item.failure).length
  return {
    run: ordered.run,
    key: ordered.key,
    reference: ordered.description.reference,
    name: ordered.description.name,
    kind: ordered.description.kind,
    version: ordered.description.version,
    digest: ordered.description.digest,
    role: ordered.role,
    provider: entry && entry.providers.length > 0 ? entry.providers.join(', ') : null,
    fallbacks: entry ? [...fallbacksOf(entry)] : [],
    ...(entry?.execution ? { execution: entry.execution.execution } : {}),
    cases: cases.length,
    failed: failed + (cases.length - items.length),
    secondsTotal: items.reduce((sum, item) => sum + (item.seconds['total'] ?? 0), 0),
  }
}

const reasonsShown = 3

/** Why a tool failed, each reason once; what the checks of the dataset say stands there. */
function failureReasons(
  { dataset }: RecordedOrder,
  { ordered, entry, cases }: ComparedRun,
): string[] {
  const known = new Set(dataset.findings.map(({ message }) => message))
  const messages = [...cases.values()].flatMap(({ failure }) => failure?.message ?? [])
  if (entry?.state === 'failed' && entry.reason !== null) messages.unshift(entry.reason)
  const reasons = [...new Set(messages)].filter((message) => !known.has(message))
  const shown = reasons
    .slice(0, reasonsShown)
    .map((reason) => `${ordered.description.name}: ${reason}`)
  const more = reasons.length - shown.length
  return more > 0
    ? [
        ...shown,
        `${ordered.description.name}: ${counted(more, 'further reason')} in the record of its run.`,
      ]
    : shown
}

function datasetWarnings(order: RecordedOrder): readonly string[] {
  const { findings, unpaired } = order.dataset
  return [
    ...(order.tuning === null ? [] : [order.tuning]),
    ...findings.filter((finding) => finding.severity !== 'note').map((finding) => finding.message),
    ...(unpaired.length > 0 ? [unpairedSentence(unpaired)] : []),
  ]
}

function unpairedSentence(unpaired: RecordedOrder['dataset']['unpaired']): string {
  const shown = unpaired.slice(0, reasonsShown).map(({ path, reason }) => `${path} (${reason})`)
  const more = unpaired.length - shown.length
  const files = [...shown, ...(more > 0 ? [`${more} more`] : [])].join('; ')
  return `${counted(unpaired.length, 'file')} of the dataset's folder did not pair and took no part: ${files}.`
}

function asSentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1)
  return first.endsWith('.') ? first : `${first}.`
}
