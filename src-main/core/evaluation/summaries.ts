/** Evaluations, runs and cases as the pages see them, read from the record. */
import { comparisonSchema, type Comparison } from '../../contract/comparison.ts'
import type {
  EvaluationSummary,
  RunCase,
  RunRecord,
  RunState,
  RunSummary,
} from '../../contract/evaluations.ts'
import type { Fallback } from '../../contract/execution.ts'
import { taskSchema, toolKindSchema } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { CaseEntry, EvaluationEntry, RunEntry } from '../history/entries.ts'
import type { Queries } from '../history/queries.ts'
import { measurementOf, runIdOf } from './recorded-order.ts'
import { testedCount } from './tested-cases.ts'

export function evaluationSummary(history: Queries, entry: EvaluationEntry): EvaluationSummary {
  const dataset = history.dataset(entry.dataset)
  const comparison = entry.comparison === null ? null : readComparison(history, entry.comparison)
  const leading = comparison?.ranking.filter((row) => row.leadingGroup).map((row) => row.tool) ?? []
  const tested = dataset === null ? 0 : testedCount(dataset.document, entry.cases)
  return {
    id: entry.id,
    name: entry.name,
    createdAt: entry.createdAt,
    task: taskSchema.parse(entry.task),
    dataset: {
      digest: entry.dataset,
      name: dataset?.name ?? 'unknown',
      folder: dataset?.folder ?? 'unknown',
      cases: tested,
    },
    state: entry.state,
    comparison: entry.comparison,
    sentence: comparison?.sentence ?? null,
    execution: entry.execution,
    leading: leading.map((key) => comparison?.tools.find((tool) => tool.key === key)?.name ?? key),
    runs: runSummaries(history, entry, tested),
  }
}

/** Runs in the order's order; those not started yet are shown as pending. */
function runSummaries(history: Queries, entry: EvaluationEntry, cases: number): RunSummary[] {
  const started = new Map(history.runs(entry.id).map((run) => [run.id as string, run]))
  return entry.tools.map((tool, index) => {
    const id = runIdOf(entry.id, index)
    const run = started.get(id)
    if (run) return runSummary(run)
    const known = history.tool(tool.digest)
    return {
      id,
      evaluation: entry.id,
      key: tool.key,
      role: tool.role,
      reference: tool.reference,
      tool: known?.name ?? tool.reference,
      kind: toolKindSchema.parse(known?.kind ?? 'model'),
      toolDigest: tool.digest,
      state: entry.state === 'running' ? 'pending' : entry.state,
      provider: null,
      fallbacks: [],
      cases,
      done: 0,
      failed: 0,
      startedAt: null,
      finishedAt: null,
    }
  })
}

export function runSummary(run: RunEntry): RunSummary {
  return {
    id: run.id,
    evaluation: run.evaluation,
    key: run.key,
    role: run.role,
    reference: run.reference,
    tool: run.toolName,
    kind: toolKindSchema.parse(run.toolKind),
    toolDigest: run.toolDigest,
    state: run.state satisfies RunState,
    provider: run.providers.length === 0 ? null : run.providers.join(', '),
    fallbacks: [...fallbacksOf(run)],
    cases: run.cases,
    done: run.done,
    failed: run.failed,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
  }
}

/** Passed over when the run started, then failed on the way. */
export function fallbacksOf(run: RunEntry): readonly Fallback[] {
  return [...(run.execution?.fallbacks ?? []), ...run.fallbacks]
}

export function runRecord(history: Queries, id: string): RunRecord {
  const run = history.run(id)
  if (!run) throw new TouchstoneError('not-found', `There is no run ${id}.`)
  const evaluation = history.evaluation(run.evaluation)
  return {
    ...runSummary(run),
    datasetDigest: run.datasetDigest,
    settings: run.settings,
    execution: run.execution,
    metricOptions: { ...run.metricOptions },
    measurement: evaluation ? measurementOf(evaluation) : null,
    seed: run.seed,
    versions: { ...run.versions },
    host: run.host,
    user: run.user,
    caseResults: history.casesOfRun(id).map(runCase),
  }
}

function runCase(entry: CaseEntry): RunCase {
  return {
    case: entry.case,
    sample: entry.sample,
    state: entry.state,
    failure: entry.failure,
    provider: entry.provider,
    fallbacks: [...entry.fallbacks],
    seconds: { ...entry.seconds },
    notes: [...entry.notes],
    outputs: entry.outputs.map((output) => ({ ...output })),
    scores: Object.fromEntries(entry.scores.map((score) => [score.metric, score.score])),
  }
}

export function readComparison(history: Queries, id: string): Comparison {
  const entry = history.comparison(id)
  if (!entry) throw new TouchstoneError('not-found', `There is no comparison ${id}.`)
  return comparisonSchema.parse(entry.document)
}
