import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { preferredProvider, type ModelTrial } from '../../../contract/execution.ts'
import type { Engine } from '../../../core/engine-port.ts'
import { chooseProvider } from '../../../core/evaluation/choose-provider.ts'
import { tryModelOn, tryProviders } from '../../../core/evaluation/try-providers.ts'
import type { Command } from '../command.ts'
import { inferenceThreads, versions } from '../../node-core.ts'
import { packageDir } from '../../package-dir.ts'
import { text } from '../options.ts'
import { keyValueTable, table } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const doctorCommand: Command = {
  usage: 'doctor [--model PACKAGE]',
  summary:
    'Versions, which execution providers really work on this machine, and which an evaluation takes.',
  options: { model: { type: 'string' } },
  run: (input) =>
    withEngine(input, async (engine) => {
      const providers = await tryProviders(engine, process.platform)
      const named = text(input, 'model')
      const model = named === undefined ? exampleModel : resolve(named)
      const working = providers.filter((one) => one.works).map((one) => one.provider)
      // where only the CPU works there is nothing to choose
      const isChoice = working.some((provider) => provider !== 'cpu')
      const trials = isChoice || named !== undefined ? await tryModel(engine, model, working) : []
      const choice = isChoice
        ? chooseProvider(providers, trials)
        : { provider: preferredProvider(providers), fallbacks: passedOver(providers) }
      const json = {
        versions: versions(),
        processors: availableParallelism(),
        threads: inferenceThreads,
        providers,
        evaluation: { ...choice, model: trials.length > 0 ? model : null, trials },
      }
      const rows = providers.map(({ provider, works, reason }) => [
        provider,
        works ? 'works' : 'no',
        reason ?? '',
      ])
      return {
        json,
        text: [
          keyValueTable(json.versions),
          '',
          table(['provider', 'here', 'why'], rows),
          ...(trials.length > 0 ? ['', `Tried with ${model}:`, trialTable(trials)] : []),
          '',
          `An evaluation set to "fastest" takes ${choice.provider}${trials.length > 0 ? ' for this model' : ''}; "repeatable" takes cpu.`,
          ...choice.fallbacks.map(({ provider, reason }) => `  not ${provider}: ${reason}`),
        ].join('\n'),
        status: working.includes('cpu') ? 0 : 1,
      }
    }),
}

const exampleModel = join(packageDir, 'resources', 'examples', 'models', 'nuclei-unet')

async function tryModel(
  engine: Engine,
  reference: string,
  providers: readonly string[],
): Promise<readonly ModelTrial[]> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'touchstone-doctor-'))
  try {
    const trials: ModelTrial[] = []
    for (const provider of providers)
      trials.push(
        await tryModelOn(engine, { reference, provider, threads: inferenceThreads, cacheDir }),
      )
    return trials
  } finally {
    await rm(cacheDir, { recursive: true, force: true })
  }
}

function passedOver(
  providers: readonly { provider: string; works: boolean; reason: string | null }[],
): { readonly provider: string; readonly reason: string }[] {
  return providers
    .filter(({ works }) => !works)
    .map(({ provider, reason }) => ({ provider, reason: reason ?? 'does not work here' }))
}

function trialTable(trials: readonly ModelTrial[]): string {
  const rows = trials.map((trial) => [
    trial.provider,
    trial.works ? (trial.agrees === true ? 'agrees' : 'differs') : 'no',
    trial.maxAbsDifference?.toPrecision(3) ?? '-',
    trial.secondsPerTile?.toPrecision(3) ?? '-',
    [trial.reason ?? '', ...trial.notes].filter((part) => part !== '').join('; '),
  ])
  return table(['provider', 'with the CPU', 'largest difference', 's a tile', 'why'], rows)
}
