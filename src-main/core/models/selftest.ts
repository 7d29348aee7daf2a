/** Our values for the reference cases of kind `bioimageio`: one operation applied to one tensor. */
import type { Json } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { castTensor, tensorTypes, type Tensor, type TensorType } from '../inference/tensor.ts'
import { readOperations05 } from './descriptions/operations-0-5.ts'
import { noProblems } from './descriptions/problems.ts'
import { applyOperation } from './processing/apply-operation.ts'
import { asCore } from './processing/as-core.ts'
import type { Operation } from './processing/operation.ts'

export interface BioimageioArray {
  readonly shape: readonly number[]
  readonly data: ArrayLike<number> | ArrayLike<bigint>
}

export interface BioimageioCase {
  readonly id: string
  readonly dtypes: Readonly<Record<string, string>>
  readonly kwargs: Readonly<Record<string, Json>>
  /** `op`, `target` and `dims` (axis ids of every array). */
  readonly [field: string]: unknown
}

/** `output` by the specification, `output_core` as bioimageio.core, and whether the two agree. */
export function bioimageioCase(
  arrays: Readonly<Record<string, BioimageioArray>>,
  reference: BioimageioCase,
): Record<string, Json> {
  const dims = reference['dims'] as Readonly<Record<string, readonly string[]>>
  const tensors = new Map(
    Object.entries(arrays).map(([name, array]) => [
      name,
      tensorOf(array, reference.dtypes[name] ?? 'float32', dims[name] ?? []),
    ]),
  )
  const target = tensors.get(String(reference['target']))
  if (!target) {
    throw new TouchstoneError('bad-request', `The case ${reference.id} has no target tensor.`)
  }
  const operation = operationOf(String(reference['op']), reference.kwargs)
  const output = applyOperation(target, operation, tensors)
  const coreOperation = asCore(operation)
  if (!coreOperation) return { output: nested(output) }
  const core = applyOperation(target, coreOperation, tensors)
  return {
    output: nested(output),
    output_core: nested(core),
    same_as_core: isClose(output, core),
  }
}

function operationOf(id: string, kwargs: Readonly<Record<string, Json>>): Operation {
  const problems = noProblems()
  const [operation] = readOperations05(problems, id, [{ id, kwargs }])
  const [problem] = problems.errors
  if (operation) return operation
  throw new TouchstoneError('model-unknown-operation', problem?.message ?? `${id} is not known`)
}

function tensorOf(array: BioimageioArray, dtype: string, axes: readonly string[]): Tensor {
  const known = (tensorTypes as readonly string[]).includes(dtype)
  const data = Float64Array.from(array.data as ArrayLike<number>, Number)
  const tensor: Tensor = { axes, shape: array.shape, dtype: 'float64', data }
  return castTensor(tensor, known ? (dtype as TensorType) : 'float64')
}

/**
 * Nested lists. The reference states booleans as such in `cases.json` and as 0 and 1 in the `.npy` files
 * that hold arrays of more than 400 elements.
 */
function nested(tensor: Tensor): Json {
  const asBooleans = tensor.dtype === 'bool' && tensor.data.length <= 400
  let position = 0
  const next = (): Json => {
    const value = tensor.data[position++]!
    return asBooleans ? value !== 0 : value
  }
  const build = (axis: number): Json =>
    axis === tensor.shape.length
      ? next()
      : Array.from({ length: tensor.shape[axis]! }, () => build(axis + 1))
  return build(0)
}

/** numpy's `allclose` with rtol = atol = 2e-6. */
function isClose(a: Tensor, b: Tensor): boolean {
  for (let i = 0; i < a.data.length; i++) {
    if (Math.abs(a.data[i]! - b.data[i]!) > 2e-6 + 2e-6 * Math.abs(b.data[i]!)) return false
  }
  return true
}
