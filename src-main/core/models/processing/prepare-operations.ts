/**
 * A chain of steps made ready for boxes of a tensor: what a step needs to know of the whole is found first,
 * in passes over it, then every box is computed alone. The same functions as for whole tensors.
 */
import type { BoxStep } from '../../inference/run-model.ts'
import { castTensor, type Tensor, type TensorType } from '../../inference/tensor.ts'
import type { TensorReader } from '../../inference/tensor-reader.ts'
import { TouchstoneError } from '../../errors.ts'
import { binarize } from './binarize.ts'
import { groupsOfBox, valuesOfBox } from './box-groups.ts'
import { clipMethod, clipPercentiles, clipWithin } from './clip.ts'
import { fixedZeroMeanUnitVariance } from './fixed-zero-mean-unit-variance.ts'
import type { Operation, OperationOf } from './operation.ts'
import { scalePerGroup } from './per-group.ts'
import { groupCount, readerMoments, readerPercentiles } from './reader-statistics.ts'
import { reverse } from './reverse.ts'
import { requireSameGroups } from './require-same-groups.ts'
import { scaleLinear } from './scale-linear.ts'
import { sigmoid } from './sigmoid.ts'
import { softmax } from './softmax.ts'
import { requireStoredType } from './stored-type.ts'

/** The tensors that steps may take statistics from, as they entered. */
export type ReferenceReaders = ReadonlyMap<string, TensorReader>

/** True where the step has to look at the whole tensor before it can change a part of it. */
export function needsTheWhole(operation: Operation): boolean {
  switch (operation.kind) {
    case 'scale_range':
    case 'zero_mean_unit_variance':
    case 'scale_mean_variance':
      return true
    case 'clip':
      return clipPercentiles(operation) !== null
    default:
      return false
  }
}

/** Steps in their order, as one. `source` is the tensor as it enters the chain. */
export async function prepareOperations(
  operations: readonly Operation[],
  source: TensorReader,
  references: ReferenceReaders,
): Promise<{ readonly step: BoxStep; readonly result: TensorReader }> {
  const steps: BoxStep[] = []
  let result = source
  for (const operation of operations) {
    if (operation.kind === 'ensure_dtype' && operation.dtype === result.dtype) continue
    const step = await prepareOperation(operation, result, references)
    steps.push(step)
    result = throughStep(result, step, typeAfter(operation, result.dtype))
  }
  return { step: inOrder(steps), result }
}

/** Steps that look at a box only; `needsTheWhole` is false for each. */
export function pointwiseSteps(operations: readonly Operation[]): BoxStep {
  return inOrder(operations.map(pointwise))
}

function inOrder(steps: readonly BoxStep[]): BoxStep {
  return (box, origin) => steps.reduce((current, step) => step(current, origin), box)
}

/** The tensor behind a step. */
function throughStep(source: TensorReader, step: BoxStep, dtype: TensorType): TensorReader {
  const { axes, shape } = source
  return {
    axes,
    shape,
    dtype,
    async read(box) {
      const data = await source.read(box)
      return step({ axes, shape: box.size, dtype: source.dtype, data }, box.start).data
    },
  }
}

function typeAfter(operation: Operation, before: TensorType): TensorType {
  if (operation.kind === 'reverse') return before
  if (operation.kind === 'ensure_dtype') return operation.dtype
  return operation.kind === 'binarize' ? 'bool' : 'float32'
}

async function prepareOperation(
  operation: Operation,
  source: TensorReader,
  references: ReferenceReaders,
): Promise<BoxStep> {
  switch (operation.kind) {
    case 'zero_mean_unit_variance': {
      const { mean, std } = await readerMoments(source, operation.axes)
      const divide = std.map((value) => value + operation.eps)
      return perGroup(source, operation.axes, { subtract: mean, divide })
    }
    case 'scale_range':
      return prepareScaleRange(operation, source, references)
    case 'scale_mean_variance':
      return prepareScaleMeanVariance(operation, source, references)
    case 'clip': {
      const percentiles = clipPercentiles(operation)
      if (percentiles === null) return pointwise(operation)
      const { axes } = operation
      const method = clipMethod(operation)
      const [low, high] = await readerPercentiles(source, axes, percentiles, method)
      return (box, origin) => {
        const groups = groupsOfBox(box, { origin, shape: source.shape }, axes)
        const bounds = [valuesOfBox(low!, groups), valuesOfBox(high!, groups)] as const
        return clipWithin(box, operation, ...bounds, own(box))
      }
    }
    default:
      return pointwise(operation)
  }
}

async function prepareScaleRange(
  operation: OperationOf<'scale_range'>,
  source: TensorReader,
  references: ReferenceReaders,
): Promise<BoxStep> {
  const { axes, minPercentile, maxPercentile, eps, reference } = operation
  const of = reference === null ? source : referenceReader(references, operation.kind, reference)
  const percentiles = [minPercentile, maxPercentile]
  const [low, high] = await readerPercentiles(of, axes, percentiles, 'linear')
  requireSameGroups(operation.kind, source, groupCount(source, axes), of, low!.length)
  const divide = high!.map((value, group) => value - low![group]! + eps)
  return perGroup(source, axes, { subtract: low!, divide })
}

async function prepareScaleMeanVariance(
  { kind, axes, eps, reference }: OperationOf<'scale_mean_variance'>,
  source: TensorReader,
  references: ReferenceReaders,
): Promise<BoxStep> {
  const of = referenceReader(references, kind, reference)
  const theirs = await readerMoments(of, axes)
  const ours = await readerMoments(source, axes)
  requireSameGroups(kind, source, ours.mean.length, of, theirs.mean.length)
  return perGroup(source, axes, {
    subtract: ours.mean,
    divide: ours.std.map((value) => value + eps),
    multiply: theirs.std.map((value) => value + eps),
    add: theirs.mean,
  })
}

function perGroup(
  { shape }: TensorReader,
  axes: readonly string[] | null,
  parameters: Readonly<Record<'subtract' | 'divide', Float64Array>> &
    Readonly<Partial<Record<'multiply' | 'add', Float64Array>>>,
): BoxStep {
  return (box, origin) => {
    const groups = groupsOfBox(box, { origin, shape }, axes)
    const { subtract, divide, multiply, add } = parameters
    const share = {
      subtract: valuesOfBox(subtract, groups),
      divide: valuesOfBox(divide, groups),
      ...(multiply ? { multiply: valuesOfBox(multiply, groups) } : {}),
      ...(add ? { add: valuesOfBox(add, groups) } : {}),
    }
    return scalePerGroup(box, axes, share, own(box))
  }
}

function pointwise(operation: Operation): BoxStep {
  switch (operation.kind) {
    case 'ensure_dtype':
      return (box) => castTensor(box, operation.dtype)
    case 'scale_linear':
      return (box, origin) => {
        const cut = listsOf(box, origin, operation.axis)
        const { gain, offset } = operation
        return scaleLinear(box, { ...operation, gain: cut(gain), offset: cut(offset) }, own(box))
      }
    case 'fixed_zero_mean_unit_variance':
      return (box, origin) => {
        const cut = listsOf(box, origin, operation.axis)
        const { mean, std } = operation
        const share = { ...operation, mean: cut(mean), std: cut(std) }
        return fixedZeroMeanUnitVariance(box, share, own(box))
      }
    case 'binarize':
      return (box, origin) => {
        const cut = listsOf(box, origin, operation.axis)
        return binarize(box, { ...operation, threshold: cut(operation.threshold) })
      }
    case 'clip':
      return (box) => clipWithin(box, operation, [], [], own(box))
    case 'sigmoid':
      return (box) => sigmoid(box, own(box))
    case 'softmax':
      return (box) => softmax(box, operation)
    case 'reverse':
      return (box) => reverse(box, operation)
    case 'scale_type_range':
      return requireStoredType(operation)
    default:
      throw new RangeError(`${operation.kind} needs statistics of the whole tensor.`)
  }
}

/** The entries of a list along an axis that belong to the box; a list that covers the box's axis stays. */
function listsOf(
  box: Tensor,
  origin: readonly number[],
  axis: string | null,
): (list: readonly number[]) => readonly number[] {
  const position = axis === null ? -1 : box.axes.indexOf(axis)
  if (position < 0) return (list) => list
  const size = box.shape[position]!
  const first = origin[position]!
  return (list) =>
    list.length <= 1 || list.length === size || first < 0 ? list : list.slice(first, first + size)
}

/** Float32 boxes are changed in place. */
function own(box: Tensor): Float32Array<ArrayBuffer> | undefined {
  return box.data instanceof Float32Array ? (box.data as Float32Array<ArrayBuffer>) : undefined
}

function referenceReader(
  references: ReferenceReaders,
  operation: string,
  id: string,
): TensorReader {
  const reader = references.get(id)
  if (reader) return reader
  throw new TouchstoneError(
    'model-invalid',
    `${operation} takes its statistics from the tensor "${id}", but there are only: ` +
      `${[...references.keys()].join(', ') || 'none'}.`,
  )
}
