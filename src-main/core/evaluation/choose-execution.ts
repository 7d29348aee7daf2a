/**
 * How one run of a model will be executed: its provider, chosen by trials that are made once per machine and
 * model, and the size of blocks that keeps to the memory limit.
 */
import { join } from 'node:path'
import {
  providersOf,
  type ModelTrial,
  type OrderedExecution,
  type ProviderTrial,
  type RunExecution,
} from '../../contract/execution.ts'
import { chooseProvider, type ProviderChoice } from './choose-provider.ts'
import type { EvaluationDependencies } from './dependencies.ts'
import { largestSide } from './largest-side.ts'
import { createTrialCache, type TrialCache } from './trial-cache.ts'
import { tryModelOn, tryProvider } from './try-providers.ts'

export type ExecutionDependencies = Pick<
  EvaluationDependencies,
  'engine' | 'clock' | 'workspaceDir' | 'environment' | 'log'
>

export interface TriedTool {
  readonly reference: string
  readonly digest: string
  readonly name: string
}

export interface ChooseOptions {
  readonly signal?: AbortSignal
  /** Said before each trial that has to be made. */
  readonly onTrial?: (message: string) => void
}

/** Throws `bad-options` where the memory limit cannot be kept, `cancelled`. */
export async function chooseExecution(
  deps: ExecutionDependencies,
  ordered: OrderedExecution,
  tool: TriedTool,
  options: ChooseOptions = {},
): Promise<RunExecution> {
  const trials = keptTrials(deps, options)
  const tryOn = (provider: string): Promise<ModelTrial> =>
    trials.model(tool, provider, ordered.threads)
  const { provider, fallbacks } =
    ordered.execution === 'repeatable' ? onCpu : await fastest(deps, trials, tryOn)
  const { memoryLimitMb } = ordered
  const largestSidePx =
    memoryLimitMb === null ? null : largestSide(await tryOn('cpu'), memoryLimitMb, tool.name)
  return { ...ordered, provider, fallbacks: [...fallbacks], largestSidePx }
}

/** Every provider of this platform, in its order; what is known is not tried again. */
export async function machineTrials(
  deps: ExecutionDependencies,
  options: ChooseOptions & { readonly again?: boolean } = {},
): Promise<readonly ProviderTrial[]> {
  const trials = keptTrials(deps, options)
  const found: ProviderTrial[] = []
  for (const provider of providersOf(platformOf(deps)))
    found.push(await trials.machine(provider, options.again))
  return found
}

const onCpu: ProviderChoice = { provider: 'cpu', fallbacks: [] }

async function fastest(
  deps: ExecutionDependencies,
  trials: KeptTrials,
  tryOn: (provider: string) => Promise<ModelTrial>,
): Promise<ProviderChoice> {
  const machine: ProviderTrial[] = []
  // the CPU needs no trial to be there
  for (const provider of providersOf(platformOf(deps)))
    machine.push(
      provider === 'cpu' ? { provider, works: true, reason: null } : await trials.machine(provider),
    )
  const others = machine.filter(({ provider, works }) => works && provider !== 'cpu')
  const model: ModelTrial[] = []
  for (const { provider } of others) model.push(await tryOn(provider))
  if (model.some(({ agrees }) => agrees === true)) model.push(await tryOn('cpu'))
  return chooseProvider(machine, model)
}

interface KeptTrials {
  machine(provider: string, again?: boolean): Promise<ProviderTrial>
  model(tool: TriedTool, provider: string, threads: number): Promise<ModelTrial>
}

function keptTrials(deps: ExecutionDependencies, { signal, onTrial }: ChooseOptions): KeptTrials {
  const { engine, environment, clock, log } = deps
  const cacheDir = join(deps.workspaceDir, 'cache')
  const cache: TrialCache = createTrialCache({ cacheDir, clock, log })
  const machine = [
    environment.host,
    platformOf(deps),
    environment.versions['onnxruntime'] ?? 'unknown',
  ]
  return {
    async machine(provider, again = false) {
      const key = [...machine, provider]
      const known = again ? null : cache.provider(key)
      if (known) return known
      onTrial?.(`trying whether ${provider} works on this machine`)
      const trial = await tryProvider(engine, provider, signal)
      cache.keepProvider(key, trial)
      return trial
    },
    async model({ reference, digest, name }, provider, threads) {
      const key = [...machine, provider, digest, String(threads)]
      const known = cache.model(key)
      if (known) return known
      onTrial?.(`trying ${name} on ${provider} with one tile`)
      const trial = await tryModelOn(engine, { reference, provider, threads, cacheDir }, signal)
      cache.keepModel(key, trial)
      return trial
    },
  }
}

function platformOf({ environment }: ExecutionDependencies): string {
  return environment.versions['platform'] ?? 'unknown'
}
