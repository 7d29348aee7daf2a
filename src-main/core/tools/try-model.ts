/**
 * One tile of a model on one execution provider: does it open and run there, does it agree with the CPU
 * within the tolerance of the model's own test (format 0.5: 1e-3 relative and absolute but for 100 elements
 * per million; 0.4: without exception), how long does a tile take? For a process that is thrown away.
 */
import type { ModelTrial } from '../../contract/execution.ts'
import type { TryModelInput } from '../engine-port.ts'
import { messageOf, TouchstoneError } from '../errors.ts'
import { providerReason } from '../inference/provider-reason.ts'
import type { Tensor } from '../inference/tensor.ts'
import {
  compareTensors,
  largestMagnitude,
  type TensorComparison,
} from '../models/compare-tensors.ts'
import { openModel, type OpenModel, type OpenModelOptions } from '../models/open-model.ts'
import { testInput } from './test-input.ts'
import { withStoredType } from '../models/processing/stored-type.ts'
import { runnableModel } from '../models/runnable-model.ts'
import { toleranceFor } from '../models/test-tolerance.ts'
import { resolveTool } from './resolve-tool.ts'
import { trialTile, type TrialTile } from './trial-tile.ts'

export interface TryModelOptions {
  readonly open?: (path: string, options: OpenModelOptions) => Promise<OpenModel>
  /** Bytes of main memory of this process, now and at most so far. */
  readonly memory?: () => { readonly now: number; readonly most: number }
}

/** Never throws because of the provider: what went wrong is the trial's reason. */
export async function tryModel(
  { reference, provider, threads, cacheDir }: TryModelInput,
  { open = openModel, memory = memoryOfProcess }: TryModelOptions = {},
): Promise<ModelTrial> {
  const nothing: ModelTrial = {
    provider,
    works: false,
    agrees: null,
    maxAbsDifference: null,
    mismatchedPerMillion: null,
    secondsPerTile: null,
    tilePixels: null,
    tileAxes: null,
    smallestTilePixels: null,
    bytesBefore: null,
    bytesPeak: null,
    notes: [],
    reason: null,
  }
  try {
    const { path, stated } = await namedModel(reference)
    const options = { cacheDir, threads, ...stated }
    const model = await open(path, { ...options, providers: [provider] })
    const { tensor } = model.imageInput
    const sample = await testInput(path, tensor, cacheDir)
    const tile = trialTile(tensor, model.description.outputs, sample)
    const bytesBefore = memory().now
    const warm = await runTile(model, tile)
    const bytesPeak = Math.max(bytesBefore, memory().most)
    const timed = await runTile(model, tile)
    await model.close()
    const measured: ModelTrial = {
      ...nothing,
      works: true,
      notes: [...model.session.notes],
      secondsPerTile: timed.seconds,
      tilePixels: tile.pixels,
      tileAxes: tile.axes,
      smallestTilePixels: tile.smallestPixels,
      ...(provider === 'cpu' ? { bytesBefore, bytesPeak } : {}),
    }
    if (provider === 'cpu')
      return { ...measured, agrees: true, maxAbsDifference: 0, mismatchedPerMillion: 0 }
    const onCpu = await open(path, { ...options, providers: ['cpu'] })
    const expected = await runTile(onCpu, tile)
    await onCpu.close()
    const compared = [warm, timed].flatMap(({ outputs }) =>
      compareAll(onCpu, expected.outputs, outputs),
    )
    return { ...measured, ...verdict(compared) }
  } catch (error) {
    return { ...nothing, reason: providerReason(messageOf(error)) }
  }
}

/** With what a tool file states of bare weights. */
async function namedModel(
  reference: string,
): Promise<{ path: string; stated: Pick<OpenModelOptions, 'parameters'> }> {
  const tool = await resolveTool(reference)
  if (tool.kind === 'model') {
    const { parameters = {} } = tool.stated?.settings ?? {}
    return { path: tool.path, stated: Object.keys(parameters).length > 0 ? { parameters } : {} }
  }
  throw new TouchstoneError('tool-invalid', `${reference} is no model; it has nothing to try.`)
}

/** The pattern of a trial has values of 8 bits; it matters to models that scale by the type's range. */
const trialType = 'uint8'

async function runTile(
  { description, session }: OpenModel,
  { input }: TrialTile,
): Promise<{ readonly outputs: readonly Tensor[]; readonly seconds: number }> {
  const runnable = runnableModel(withStoredType(description, trialType))
  const fed = runnable.preprocess([input])
  const axes = description.outputs.map((output) => output.axes.map(({ id }) => id))
  const begin = performance.now()
  const raw = await session.run(fed, axes)
  const seconds = (performance.now() - begin) / 1000
  return { outputs: runnable.postprocess(raw, [input]), seconds }
}

function compareAll(
  { description }: OpenModel,
  expected: readonly Tensor[],
  actual: readonly Tensor[],
): readonly TensorComparison[] {
  return description.outputs.map(({ id }, index) => {
    const [wanted, got] = [expected[index]!, actual[index]!]
    if (wanted.shape.join() !== got.shape.join())
      throw new TouchstoneError(
        'shape-mismatch',
        `The output ${id} has the shape ${got.shape.join(' x ')} there, and ${wanted.shape.join(' x ')} on the CPU.`,
      )
    return compareTensors(wanted, got, toleranceFor(description, id, largestMagnitude(wanted)))
  })
}

function verdict(
  compared: readonly TensorComparison[],
): Pick<ModelTrial, 'agrees' | 'maxAbsDifference' | 'mismatchedPerMillion' | 'reason'> {
  const agrees = compared.every(({ passed }) => passed)
  const maxAbsDifference = Math.max(0, ...compared.map((one) => one.maxAbsDifference))
  const perMillion = Math.max(0, ...compared.map((one) => one.mismatchedPerMillion))
  return {
    agrees,
    maxAbsDifference,
    mismatchedPerMillion: perMillion,
    reason: agrees
      ? null
      : `its trial tile differs from the CPU's: by up to ${maxAbsDifference.toPrecision(3)}, and in ${Math.round(perMillion)} of a million values by more than the model's tolerance`,
  }
}

function memoryOfProcess(): { now: number; most: number } {
  return { now: process.memoryUsage.rss(), most: process.resourceUsage().maxRSS * 1024 }
}
