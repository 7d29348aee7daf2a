/**
 * The fastest execution provider whose trial tile agrees with the CPU, and why each provider before it in
 * the platform's order was not taken. The CPU is always there. Pure.
 */
import type { Fallback, ModelTrial, ProviderTrial } from '../../contract/execution.ts'

export interface ProviderChoice {
  readonly provider: string
  readonly fallbacks: readonly Fallback[]
}

/**
 * `machine` in the platform's order, the CPU last; `model`: trials of one model on those that work on this
 * machine. Of two equally fast ones the earlier is taken.
 */
export function chooseProvider(
  machine: readonly ProviderTrial[],
  model: readonly ModelTrial[],
): ProviderChoice {
  const trialOf = (provider: string): ModelTrial | undefined =>
    model.find((trial) => trial.provider === provider)
  const usable = machine
    .map(({ provider, works }) => (works && provider !== 'cpu' ? trialOf(provider) : undefined))
    .filter((trial) => trial?.works === true && trial.agrees === true)
  const onCpu = trialOf('cpu')?.secondsPerTile ?? Infinity
  let [provider, seconds] = ['cpu', onCpu]
  // from the last to the first, so that the earlier of two equal ones remains
  for (const trial of usable.toReversed())
    if (trial && (trial.secondsPerTile ?? Infinity) <= seconds)
      [provider, seconds] = [trial.provider, trial.secondsPerTile ?? Infinity]
  const order = machine.map((trial) => trial.provider)
  const before = order.includes(provider) ? order.slice(0, order.indexOf(provider)) : order
  const fallbacks = before.map((passed) => ({
    provider: passed,
    reason: reasonAgainst(
      machine.find((trial) => trial.provider === passed),
      trialOf(passed),
      { provider, seconds },
    ),
  }))
  return { provider, fallbacks }
}

function reasonAgainst(
  machine: ProviderTrial | undefined,
  model: ModelTrial | undefined,
  chosen: { readonly provider: string; readonly seconds: number },
): string {
  if (machine?.works !== true) return machine?.reason ?? 'not tried'
  if (model === undefined) return 'not tried with this model'
  if (!model.works || model.agrees !== true)
    return model.reason ?? 'its trial tile was not compared'
  const [slow, fast] = [model.secondsPerTile ?? Infinity, chosen.seconds].map(
    (seconds) => `${Number(seconds.toPrecision(2))} s`,
  )
  return `slower here than ${chosen.provider}: ${slow ?? ''} a tile against ${fast ?? ''}`
}
