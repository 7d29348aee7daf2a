/** The test tensors of a package, judged by what its description says of their sizes. */
import { TouchstoneError, isTouchstoneError } from '../errors.ts'
import type { Tensor } from '../inference/tensor.ts'
import type { AxisSpec } from '../inference/tensor-spec.ts'
import { requireHash, sha256OfFile } from '../inference/weights-file.ts'
import type { DescriptionWarning, ModelDescription, ModelTensor } from './description.ts'
import { readNpyTensor } from './packages/npy-tensor.ts'
import { packageFile } from './packages/package-file.ts'

export interface TestTensors {
  readonly inputs: readonly Tensor[]
  readonly expected: readonly Tensor[]
  readonly warnings: readonly DescriptionWarning[]
}

/** The specification refuses test tensors with no value beyond it. */
const trivialMagnitude = 1e-4

/**
 * @throws TouchstoneError 'test-tensors-missing' (none described, or no such file), 'weights-hash-mismatch',
 * 'shape-mismatch' where a size is not one that the description allows, and those of `.npy` files.
 */
export async function readTestTensors(
  model: ModelDescription,
  folder: string,
): Promise<TestTensors> {
  const specs = [...model.inputs, ...model.outputs]
  const tensors: Tensor[] = []
  for (const spec of specs) tensors.push(await readOne(spec, folder))
  const sizeOf = (id: string, axis: string, isInput: boolean): number | undefined => {
    // an output may bear the name of an input in format 0.5; an input refers to inputs only
    const places = specs
      .map((_, place) => place)
      .filter((place) => !isInput || place < model.inputs.length)
    const place = places.find((at) => specs[at]!.id === id)
    return place === undefined
      ? undefined
      : tensors[place]!.shape[tensors[place]!.axes.indexOf(axis)]
  }
  specs.forEach((spec, place) => {
    requireSizes(spec, tensors[place]!, (id, axis) => sizeOf(id, axis, place < model.inputs.length))
  })
  return {
    inputs: tensors.slice(0, model.inputs.length),
    expected: tensors.slice(model.inputs.length),
    warnings: specs.flatMap((spec, place) => remarksOn(spec, tensors[place]!)),
  }
}

async function readOne(spec: ModelTensor, folder: string): Promise<Tensor> {
  if (!spec.testTensor) {
    throw new TouchstoneError(
      'test-tensors-missing',
      `The description names no test tensor for ${spec.id}.`,
    )
  }
  const path = await packageFile(folder, spec.testTensor).catch((error: unknown) => {
    if (!isTouchstoneError(error) || error.code !== 'weights-missing') throw error
    throw new TouchstoneError('test-tensors-missing', error.message)
  })
  const { sha256 } = spec.testTensor
  if (sha256 !== null) requireHash(path, sha256, await sha256OfFile(path))
  return readNpyTensor(
    path,
    spec.axes.map((axis) => axis.id),
  )
}

function requireSizes(
  { id, axes, testTensor }: ModelTensor,
  { shape }: Tensor,
  referenced: (tensor: string, axis: string) => number | undefined,
): void {
  axes.forEach((axis, place) => {
    const size = shape[place]!
    const wanted = wantedSize(axis, size, referenced)
    if (size > 0 && wanted === null) return
    throw new TouchstoneError(
      'shape-mismatch',
      `The test tensor ${testTensor?.source ?? ''} of ${id} has the size ${size} along ${axis.id} (${shape.join(' x ')}), but the description asks for ${wanted ?? 'at least 1'}.`,
    )
  })
}

/** Null where the size is allowed, else what is, in words. */
function wantedSize(
  { size }: AxisSpec,
  found: number,
  referenced: (tensor: string, axis: string) => number | undefined,
): string | null {
  switch (size.kind) {
    case 'any':
      return null
    case 'fixed':
      return found === size.value ? null : String(size.value)
    case 'parametrised': {
      const isAllowed = found >= size.min && (found - size.min) % size.step === 0
      return isAllowed ? null : `${size.min} and any number of steps of ${size.step}`
    }
    case 'reference': {
      const reference = referenced(size.tensor, size.axis)
      if (reference === undefined) return null
      const exact = reference * size.factor + size.offset
      return Math.abs(found - exact) < 1
        ? null
        : `${exact}, since ${size.tensor}.${size.axis} has ${reference}`
    }
    case 'data-dependent': {
      const isAllowed = found >= size.min && (size.max === null || found <= size.max)
      return isAllowed ? null : `${size.min} to ${size.max ?? 'any size'}`
    }
  }
}

function remarksOn({ id }: ModelTensor, { data }: Tensor): DescriptionWarning[] {
  let notFinite = 0
  let largest = 0
  for (const value of data) {
    if (!Number.isFinite(value)) notFinite += 1
    else largest = Math.max(largest, Math.abs(value))
  }
  if (notFinite > 0) {
    const message = `The test tensor of ${id} holds NaN or infinite values (${notFinite} of ${data.length}); NaN is taken to equal NaN only.`
    return [{ code: 'test-tensor-not-finite', message }]
  }
  if (largest > trivialMagnitude) return []
  const message = `All values of the test tensor of ${id} lie within ±${trivialMagnitude}, so that it tests nothing; the specification refuses such tensors.`
  return [{ code: 'test-tensor-trivial', message }]
}
