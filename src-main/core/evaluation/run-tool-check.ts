/** The checks of a tool from an order to the record: what is looked at, where, and the event with what came out. */
import { join } from 'node:path'
import { measurementNameSchema } from '../../contract/criteria.ts'
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { ToolCheckOrder, ToolCheckReport, ToolCheckResult } from '../../contract/tool-check.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import type { Digest, Json, ToolKind } from '../../contract/words.ts'
import { TouchstoneError, isTouchstoneError } from '../errors.ts'
import type { Engine, EngineJobs, JobOptions } from '../engine-port.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { tryProviders } from './try-providers.ts'

export type CheckPlaces = Pick<EvaluationDependencies, 'engine' | 'workspaceDir' | 'threads'>

/** What the record knows already: nothing is frozen again, and another tool in its place is refused. */
export interface RecordedCheck {
  readonly digest: Digest
  readonly dataset: FrozenDataset | null
}

interface MeasuredTool {
  readonly report: ToolCheckReport
  readonly tool: ToolDescription
  readonly dataset: FrozenDataset | null
}

/** `measureTool`, and the event; the tool and the dataset are recorded before where they are new. */
export async function runToolCheck(
  deps: CheckPlaces & Pick<EvaluationDependencies, 'history' | 'environment'>,
  order: ToolCheckOrder,
  options: JobOptions = {},
  recorded: RecordedCheck | null = null,
): Promise<ToolCheckReport> {
  const { report, tool, dataset } = await measureTool(deps, order, options, recorded)
  const { history, environment } = deps
  const { versions, host, user } = environment
  const { cases, provider, checks } = report
  if (history.tool(tool.digest) === null) history.append('tool-registered', tool)
  if (dataset !== null && history.dataset(dataset.digest) === null)
    history.append('dataset-frozen', dataset)
  history.append('tool-checked', {
    ...{ tool: tool.digest, dataset: report.dataset, settings: tool.settings as Json },
    ...{ cases, provider, checks, versions: { ...versions }, host, user },
  })
  return report
}

/**
 * Throws `tool-invalid` for predictions made elsewhere and for a tool that cannot run here, what freezing the
 * dataset throws, and `cancelled`. A tool that ends its process is an answer.
 */
export async function measureTool(
  { engine, workspaceDir, threads }: CheckPlaces,
  order: ToolCheckOrder,
  options: JobOptions = {},
  recorded: RecordedCheck | null = null,
): Promise<MeasuredTool> {
  const cacheDir = join(workspaceDir, 'cache')
  const { reference } = order
  options.onProgress?.({ fraction: 0, message: 'the tool and the dataset' })
  const tried = await engine.request('describe-tool', { reference, cacheDir })
  requireRuns(reference, tried)
  if (recorded !== null && tried.digest !== recorded.digest)
    throw new TouchstoneError(
      'conflict',
      `${reference} is ${tried.digest} now, and the record knows it as ${recorded.digest}: it has changed since; evaluate it again to check it.`,
    )
  const dataset =
    order.dataset === undefined
      ? await unchanged(engine, recorded?.dataset ?? null, order.cases)
      : await engine.request('freeze-dataset', order.dataset, signalOf(options))
  const task = dataset?.task ?? tried.tasks[0] ?? 'instances'
  const tool = await engine.request('describe-tool', { reference, task, cacheDir })
  const looked = (dataset?.cases ?? []).slice(0, order.cases)
  const input: EngineJobs['check-tool']['input'] = {
    ...{ reference, task, settings: tool.settings, cacheDir, threads },
    cases: looked.map(({ id, image }) => ({ id, image: image.path })),
    drawn: order.cases,
    otherProvider: await otherProvider(engine, tool.kind, options),
  }
  const { cases, provider, checks } = await checkedOrDied(engine, input, options)
  const report: ToolCheckReport = {
    ...{ tool: tool.digest, name: tool.name, dataset: dataset?.digest ?? null },
    ...{ cases: [...cases], provider, checks: [...checks] },
  }
  return { report, tool, dataset }
}

/** Throws `dataset-changed` where a file that is looked at is another than was frozen. */
async function unchanged(
  engine: Engine,
  dataset: FrozenDataset | null,
  cases: number,
): Promise<FrozenDataset | null> {
  if (dataset === null) return null
  const looked = { ...dataset, cases: dataset.cases.slice(0, cases) }
  await engine.request('verify-dataset', { dataset: looked })
  return dataset
}

function requireRuns(
  reference: string,
  { kind, cannotRun }: { readonly kind: ToolKind; readonly cannotRun: string | null },
): void {
  if (kind === 'predictions')
    throw new TouchstoneError(
      'tool-invalid',
      `${reference} names results that were made elsewhere: the tool does not run here, so it cannot be checked; a person can state what is known.`,
    )
  if (cannotRun !== null)
    throw new TouchstoneError('tool-invalid', `${reference} cannot be checked: ${cannotRun}`)
}

async function otherProvider(
  engine: Engine,
  kind: ToolKind,
  options: JobOptions,
): Promise<string | null> {
  if (kind !== 'model') return null
  options.onProgress?.({ fraction: 0, message: 'what works on this machine' })
  const trials = await tryProviders(engine, process.platform, options.signal)
  return trials.find(({ provider, works }) => works && provider !== 'cpu')?.provider ?? null
}

const aboutOddImages: ReadonlySet<string> = new Set([
  'empty-image',
  'constant-image',
  'saturated-image',
])
const checkNames = [
  ...measurementNameSchema.options.filter(
    (name) =>
      name === 'cpu-gpu-difference' ||
      name === 'tile-seam' ||
      name === 'failed-cases' ||
      name.startsWith('same-') ||
      name.startsWith('seconds-') ||
      name.startsWith('peak-') ||
      aboutOddImages.has(name),
  ),
  'constant-image',
]

/** A tool that kills its process is the result; everything else was not measured then. */
async function checkedOrDied(
  engine: Engine,
  input: EngineJobs['check-tool']['input'],
  options: JobOptions,
): Promise<EngineJobs['check-tool']['output']> {
  let at = ''
  try {
    return await engine.request('check-tool', input, {
      ...signalOf(options),
      onProgress: (progress) => {
        at = progress.message
        options.onProgress?.(progress)
      },
    })
  } catch (error) {
    if (!isTouchstoneError(error) || error.code !== 'engine-died') throw error
    const checks = checkNames.map((check): ToolCheckResult => {
      const unknown = { check, value: null, unit: '', text: '' }
      return check === at && aboutOddImages.has(check)
        ? { ...unknown, value: 0, text: 'ends its process', reason: '' }
        : { ...unknown, reason: `The tool ended its process during the check of ${at}.` }
    })
    return { cases: input.cases.map(({ id }) => id), provider: null, checks }
  }
}

function signalOf({ signal }: JobOptions): Pick<JobOptions, 'signal'> {
  return signal === undefined ? {} : { signal }
}
