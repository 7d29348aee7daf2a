/**
 * Statistics over a whole dataset, for steps whose `axes` name the batch (format 0.4: the mode per_dataset).
 * Found in passes over all samples before the first one is predicted; then they are numbers like any
 * stated ones, and the model that has them in place of the question runs as every other. Neither the order
 * of the samples nor their tiling shows in them (see `streamedMoments` and `streamedPercentiles`).
 */
import type { DatasetStatistics, StepStatistics } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { castTensor } from '../inference/tensor.ts'
import type { TensorReader } from '../inference/tensor-reader.ts'
import type { ModelDescription, ModelTensor } from './description.ts'
import { clipMethod, clipPercentiles } from './processing/clip.ts'
import { withBounds, withMoments, withRange } from './processing/fixed-statistics.ts'
import type { Operation } from './processing/operation.ts'
import { prepareOperations, type ReferenceReaders } from './processing/prepare-operations.ts'
import { groupCount, pieceSource } from './processing/reader-statistics.ts'
import { streamedMoments } from './processing/streaming-moments.ts'
import { streamedPercentiles, type PieceSource } from './processing/streaming-percentiles.ts'
import { requireRepresentable } from './runnable-model.ts'

/** All samples of a dataset, opened one at a time and several times over. */
export interface DatasetSamples {
  readonly count: number
  /** One reader per input of the model. */
  withSample<T>(index: number, use: (inputs: readonly TensorReader[]) => Promise<T>): Promise<T>
}

export function needsDatasetStatistics(model: ModelDescription): boolean {
  return stepsOf(model).length > 0
}

/**
 * @throws TouchstoneError 'model-not-runnable' where statistics differ along several axes, 'shape-mismatch'
 * where samples differ in size along the axis that has its own statistics, 'bad-request' without samples.
 */
export async function datasetStatistics(
  model: ModelDescription,
  samples: DatasetSamples,
): Promise<DatasetStatistics> {
  if (samples.count === 0)
    throw new TouchstoneError('bad-request', 'There are no images to take statistics of.')
  const steps: StepStatistics[] = []
  for (const { spec, step, operation } of stepsOf(model)) {
    const known = withDatasetStatistics(model, { samples: samples.count, steps })
    const read = (inputs: readonly TensorReader[]): Promise<TensorReader> =>
      tensorAt(known, spec, step, inputs)
    const source = await joined(model, spec, operation, samples, read)
    steps.push({
      tensor: spec.id,
      step,
      kind: operation.kind,
      ...(await measure(operation, source)),
    })
  }
  return { samples: samples.count, steps }
}

/** The model with the found numbers in place of the steps that ask for them. */
export function withDatasetStatistics(
  model: ModelDescription,
  { steps }: DatasetStatistics,
): ModelDescription {
  const resolve = (tensor: ModelTensor): ModelTensor => ({
    ...tensor,
    operations: tensor.operations.map((operation, step) => {
      const found = steps.find((one) => one.tensor === tensor.id && one.step === step)
      return found !== undefined && found.kind === operation.kind
        ? resolved(operation, found)
        : operation
    }),
  })
  return {
    ...model,
    inputs: model.inputs.map(resolve),
    outputs: model.outputs.map((output) =>
      // an output may bear the name of an input in format 0.5
      model.inputs.some(({ id }) => id === output.id) ? output : resolve(output),
    ),
  }
}

/** For the record of a run. */
export function datasetNotes({ samples, steps }: DatasetStatistics): string[] {
  return steps.map(
    ({ kind, tensor, first, second }) =>
      `${kind} of ${tensor} takes its statistics over the ${samples} images of the dataset: ${first.join(', ')} and ${second.join(', ')}.`,
  )
}

interface DatasetStep {
  readonly spec: ModelTensor
  readonly step: number
  readonly operation: Operation
}

/** In the order in which they can be found; what needs whole outputs of all samples is not among them. */
function stepsOf({ inputs, outputs }: ModelDescription): DatasetStep[] {
  const asking = (specs: readonly ModelTensor[]): DatasetStep[] =>
    specs.flatMap((spec) =>
      spec.operations.flatMap((operation, step) =>
        isOverDataset(operation) ? [{ spec, step, operation }] : [],
      ),
    )
  const ids = inputs.map(({ id }) => id)
  return [
    ...asking(inputs),
    ...asking(outputs.filter(({ id }) => !ids.includes(id))).filter(({ operation }) => {
      const reference = referenceOf(operation)
      return operation.kind === 'scale_range' && reference !== null && ids.includes(reference)
    }),
  ]
}

function isOverDataset(operation: Operation): boolean {
  if (!('axes' in operation) || operation.axes?.includes('batch') !== true) return false
  return operation.kind !== 'clip' || clipPercentiles(operation) !== null
}

function referenceOf(operation: Operation): string | null {
  return operation.kind === 'scale_range' ? operation.reference : null
}

/** What the step's statistics are taken of, in one sample. */
async function tensorAt(
  model: ModelDescription,
  { id }: ModelTensor,
  step: number,
  inputs: readonly TensorReader[],
): Promise<TensorReader> {
  const spec = [...model.inputs, ...model.outputs].find((one) => one.id === id)!
  const reference = referenceOf(spec.operations[step]!)
  const place = model.inputs.findIndex((input) => input.id === (reference ?? id))
  if (reference !== null) return asDoubles(inputs[place]!)
  const references: ReferenceReaders = new Map(
    model.inputs.map((input, index) => [input.id, inputs[index]!]),
  )
  const source = representable(spec, inputs[place]!)
  return (await prepareOperations(spec.operations.slice(0, step), source, references)).result
}

/** References are taken as they entered, in the type of each file. */
function asDoubles(reader: TensorReader): TensorReader {
  const { axes, shape, dtype } = reader
  return {
    axes,
    shape,
    dtype: 'float64',
    async read(box) {
      const data = await reader.read(box)
      return castTensor({ axes, shape: box.size, dtype, data }, 'float64').data
    },
  }
}

function representable(spec: ModelTensor, reader: TensorReader): TensorReader {
  const { axes, shape, dtype } = reader
  return {
    axes,
    shape,
    dtype,
    async read(box) {
      const data = await reader.read(box)
      requireRepresentable(spec, { axes, shape: box.size, dtype, data })
      return data
    },
  }
}

interface JoinedSource extends PieceSource {
  readonly groups: number
  readonly axis: string | null
}

/** The values of all samples, one after the other. */
async function joined(
  { name }: ModelDescription,
  spec: ModelTensor,
  operation: Operation,
  samples: DatasetSamples,
  read: (inputs: readonly TensorReader[]) => Promise<TensorReader>,
): Promise<JoinedSource> {
  const axes = ('axes' in operation ? operation.axes : null) ?? null
  let count = 0
  let first: { readonly groups: number; readonly own: readonly string[] } | null = null
  for (let index = 0; index < samples.count; index++) {
    await samples.withSample(index, async (inputs) => {
      const reader = await read(inputs)
      const groups = groupCount(reader, axes)
      const own = reader.axes.filter((axis, at) => !axes?.includes(axis) && reader.shape[at]! > 1)
      first ??= { groups, own }
      if (groups !== first.groups) {
        throw new TouchstoneError(
          'shape-mismatch',
          `${operation.kind} of ${spec.id} in ${name} takes statistics over the dataset for each index of ${own.join(', ')}, but one image has ${first.groups} of them and another ${groups}.`,
        )
      }
      count += pieceSource(reader, axes).count
    })
  }
  const { groups, own } = first!
  if (own.length > 1) {
    throw new TouchstoneError(
      'model-not-runnable',
      `${operation.kind} of ${spec.id} in ${name} asks for statistics over the dataset that differ along ${own.join(' and ')}; along one axis they can be taken here.`,
    )
  }
  return {
    count,
    groups,
    axis: own[0] ?? null,
    async pass(visit) {
      for (let index = 0; index < samples.count; index++)
        await samples.withSample(index, async (inputs) =>
          pieceSource(await read(inputs), axes).pass(visit),
        )
    },
  }
}

async function measure(
  operation: Operation,
  source: JoinedSource,
): Promise<Pick<StepStatistics, 'axis' | 'first' | 'second'>> {
  const { axis, groups } = source
  if (operation.kind === 'zero_mean_unit_variance') {
    const { mean, std } = await streamedMoments(source, groups)
    return { axis, first: [...mean], second: [...std] }
  }
  const [asked, method] =
    operation.kind === 'scale_range'
      ? ([[operation.minPercentile, operation.maxPercentile], 'linear'] as const)
      : operation.kind === 'clip'
        ? ([clipPercentiles(operation)!, clipMethod(operation)] as const)
        : unexpected(operation)
  const [low, high] = await streamedPercentiles(source, groups, asked, method)
  return { axis, first: [...low!], second: [...high!] }
}

function resolved(operation: Operation, { axis, first, second }: StepStatistics): Operation {
  switch (operation.kind) {
    case 'zero_mean_unit_variance':
      return withMoments(operation, axis, first, second)
    case 'scale_range':
      return withRange(operation, axis, first, second)
    case 'clip':
      return withBounds(operation, axis, first, second)
    default:
      return unexpected(operation)
  }
}

function unexpected({ kind }: Operation): never {
  throw new RangeError(`${kind} takes no statistics over a dataset.`)
}
